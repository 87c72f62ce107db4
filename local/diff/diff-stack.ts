import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";
import { planStack, type StackPlan } from "../../infra/plan-stack.ts";
import { projectRoot } from "../../infra/project-root.ts";
import { checkOut } from "../checkout/checkout.ts";
import { temporaryFolder } from "../checkout/temporary-folder.ts";
import { Closers } from "../closers.ts";
import { readStackFile, StackFileError } from "../stack-file.ts";
import type { Acceptance } from "./accept-changes.ts";
import { change, isGrave } from "./change.ts";
import { compareStacks } from "./compare-stacks.ts";

/** What is compared. */
export interface DiffOptions {
  readonly stack: string;
  /** Folder of Pulumi.yaml; absent: this project. */
  readonly root?: string;
  /** The revision that the working tree is compared with, e.g. `origin/main`. */
  readonly revision: string;
}

/** What the working tree changes for whoever calls a stack. */
export interface StackDiff extends Acceptance {
  readonly stack: string;
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** Short hash of the revision. */
  readonly from: string;
  /** Nothing handed out is lost and nothing gets weaker, unless the change says so. */
  readonly ok: boolean;
  /** Text of `Pulumi.<stack>.yaml` on either side, to find settings in. */
  readonly configuration: { readonly before: string; readonly after: string };
}

/** What can be wrong with what the working tree is compared with. */
export const diffErrors = {
  revision_unusable: {
    message: "stack {stack} could not be deployed from {revision}, so there is nothing to compare with: {reason}",
    fix: "name a revision that can be deployed",
  },
} as const satisfies Record<string, ErrorText>;

/**
 * Compares a stack at a revision with the working tree, without Pulumi and without the network.
 *
 * @throws {LatchkeyError} when either side cannot be read; `revision_unusable` for the revision.
 */
export async function diffStack({ stack, root: folder, revision }: DiffOptions): Promise<StackDiff> {
  const root = resolve(folder ?? projectRoot);
  const closers = new Closers();
  try {
    const old = await checkOut(root, revision, join(await temporaryFolder(closers), "before"));
    const after = await readSide(root, stack);
    const before = await readBefore(old.root, stack, old.revision);
    const told = { stack, root, from: old.revision, configuration: { before: before?.text ?? "", after: after.text } };
    if (!before) {
      const isNew = change("stack_added", { subject: stack, what: `stack ${stack} is new`, at: { side: "after" } });
      return { ...told, ok: true, changes: [isNew], idle: [] };
    }
    const today = new Date().toISOString().slice(0, 10);
    const { changes, idle } = compareStacks({ before: before.plan, after: after.plan, today });
    return { ...told, ok: changes.every((found) => !isGrave(found) || found.accepted), changes, idle };
  } finally {
    await closers.close();
  }
}

interface ReadSide {
  readonly plan: StackPlan;
  readonly text: string;
}

async function readSide(root: string, stack: string): Promise<ReadSide> {
  const { config, path } = await readStackFile(root, stack);
  return { plan: planStack({ stack, config }, root), text: await readFile(path, "utf8") };
}

/** @returns nothing when the stack is not in that revision. */
async function readBefore(root: string, stack: string, revision: string): Promise<ReadSide | undefined> {
  try {
    return await readSide(root, stack);
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    if (error instanceof StackFileError && /^(stack|project)_missing$/.test(error.code)) return undefined;
    const details = { stack, revision, reason: error.message };
    throw new LatchkeyError("revision_unusable", diffErrors.revision_unusable, details, { cause: error });
  }
}
