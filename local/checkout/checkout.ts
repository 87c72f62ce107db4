import { execFile } from "node:child_process";
import { access, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";
import { archiveOf, filesOf, unpack } from "./unpack.ts";

const run = promisify(execFile);

/** What can go wrong with a revision of a project. */
export const checkoutErrors = {
  not_a_repository: {
    message: "{root} is not in a git repository, so there is no earlier revision to start from",
    fix: "run it in a clone",
  },
  unknown_revision: {
    message: "git knows no revision {revision}",
    fix: "name a commit, branch or tag; fetch it first",
  },
  checkout_failed: {
    message: "{what} cannot be unpacked into {folder}: {reason}",
    fix: "make room there, or let TMPDIR name a folder that has some",
  },
} as const satisfies Record<string, ErrorText>;

/** A revision of a project cannot be had. */
export class CheckoutError extends LatchkeyError {
  constructor(code: keyof typeof checkoutErrors, details: Record<string, string>, options?: ErrorOptions) {
    super(code, checkoutErrors[code], details, options);
  }
}

/** A revision of a project, in a folder of its own. It shares the installed packages. */
export interface Checkout {
  /** Folder of its Pulumi.yaml. */
  readonly root: string;
  /** Short hash. */
  readonly revision: string;
}

/**
 * Puts an earlier revision of a project into a new folder, without touching the working tree or git's index.
 *
 * @throws {CheckoutError}
 */
export async function checkOut(root: string, revision: string, folder: string): Promise<Checkout> {
  const { top, inside } = await placeOf(root);
  const hash = await git(root, "rev-parse", "--short", "--verify", `${revision}^{commit}`).catch((cause: unknown) => {
    throw new CheckoutError("unknown_revision", { revision }, { cause });
  });
  await fill(folder, revision, () => unpack(archiveOf(top, hash), folder));
  return { root: await furnish(root, join(folder, inside)), revision: hash };
}

/**
 * Copies the working tree of a project into a new folder: what git tracks or would, as it is now.
 *
 * @throws {CheckoutError}
 */
export async function copyWorkingTree(root: string, folder: string): Promise<Checkout> {
  const { top, inside } = await placeOf(root);
  const revision = await git(root, "rev-parse", "--short", "HEAD");
  await fill(folder, "the working tree", async () => unpack(await filesOf(top), folder));
  return { root: await furnish(root, join(folder, inside)), revision };
}

async function placeOf(root: string): Promise<{ readonly top: string; readonly inside: string }> {
  try {
    const [top, inside] = [
      await git(root, "rev-parse", "--show-toplevel"),
      await git(root, "rev-parse", "--show-prefix"),
    ];
    return { top, inside };
  } catch (cause) {
    throw new CheckoutError("not_a_repository", { root }, { cause });
  }
}

async function fill(folder: string, what: string, task: () => Promise<void>): Promise<void> {
  try {
    await mkdir(folder);
    await task();
  } catch (cause) {
    throw new CheckoutError("checkout_failed", { what, folder, reason: (cause as Error).message }, { cause });
  }
}

/** What git does not keep: the installed packages. */
async function furnish(root: string, copy: string): Promise<string> {
  await mkdir(copy, { recursive: true });
  const [installed, own] = [join(root, "node_modules"), join(copy, "node_modules")];
  const isThere = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  if ((await isThere(installed)) && !(await isThere(own))) await symlink(installed, own, "junction");
  return copy;
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  return (await run("git", args, { cwd })).stdout.trim();
}
