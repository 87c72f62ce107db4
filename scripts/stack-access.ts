import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";
import { projectRoot } from "../infra/project-root.ts";
import { isAlive } from "../local/running-process.ts";
import { stackFolder } from "../local/stack-folder.ts";
import type { StackOutputs } from "../local/stack-outputs.ts";
import { readDeployedOutputs } from "./deployed-outputs.ts";

/** What can be wrong with opening a stack. */
export const stackAccessErrors = {
  not_running: {
    message: "stack {stack} does not run on loopback",
    fix: "start it in another terminal: npx latchkey local --stack {stack}",
  },
  outputs_unreadable: { message: "{file} holds no stack outputs ({reason})", fix: "start the stack again" },
} as const satisfies Record<string, ErrorText>;

/** A stack's outputs cannot be had. */
export class StackAccessError extends LatchkeyError {
  constructor(code: keyof typeof stackAccessErrors, details: Record<string, string>) {
    super(code, stackAccessErrors[code], details);
  }
}

/** Which stack to open. */
export interface StackReference {
  readonly stack: string;
  /** Folder of Pulumi.yaml; absent: this project. */
  readonly cwd?: string;
  /** The one on loopback instead of the deployed one. */
  readonly local?: boolean;
}

/** A stack that commands read from: deployed, or on loopback. */
export interface StackAccess {
  readonly outputs: StackOutputs;
  /** Where KMS answers; absent: Google. */
  readonly kmsEndpoint?: string;
}

/**
 * Opens a stack: the one a surrounding `latchkey local --exec` runs, the one on loopback, or the deployed one.
 *
 * @throws {LatchkeyError}
 */
export async function openStack(options: StackReference): Promise<StackAccess> {
  const surrounding = process.env.LATCHKEY_STACK_OUTPUTS;
  if (surrounding) return readOutputsFile(surrounding, options.stack);
  const root = resolve(options.cwd ?? projectRoot);
  if (options.local) return readOutputsFile(stackFolder(options.stack, root).outputs, options.stack);
  return { outputs: await readDeployedOutputs(options.stack, root) };
}

async function readOutputsFile(file: string, stack: string): Promise<StackAccess> {
  const outputs = await parseFile(file, stack);
  const { loopback } = outputs;
  if (loopback && !(await isAlive(loopback))) throw new StackAccessError("not_running", { stack });
  return loopback ? { outputs, kmsEndpoint: loopback.kmsEndpoint } : { outputs };
}

async function parseFile(file: string, stack: string): Promise<StackOutputs> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as StackOutputs;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "not JSON";
    if (reason === "ENOENT") throw new StackAccessError("not_running", { stack });
    throw new StackAccessError("outputs_unreadable", { file, reason });
  }
}
