import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

const run = promisify(execFile);

/** What can go wrong with an earlier revision. */
export const checkoutErrors = {
  not_a_repository: {
    message: "{root} is not in a git repository, so there is no earlier revision to start from",
    fix: "run it in a clone",
  },
  unknown_revision: {
    message: "git knows no revision {revision}",
    fix: "name a commit, branch or tag; fetch it first",
  },
} as const satisfies Record<string, ErrorText>;

/** An earlier revision cannot be had. */
export class CheckoutError extends LatchkeyError {
  constructor(code: keyof typeof checkoutErrors, details: Record<string, string>, options?: ErrorOptions) {
    super(code, checkoutErrors[code], details, options);
  }
}

/** An earlier revision of a project, in a folder of its own. */
export interface Checkout {
  readonly root: string;
  /** Short hash. */
  readonly revision: string;
  remove(): Promise<void>;
}

/**
 * Puts an earlier revision of a project into a temporary folder, without touching the working tree or git's index. It shares
 * the installed packages.
 *
 * @throws {CheckoutError}
 */
export async function checkOut(root: string, revision: string): Promise<Checkout> {
  const git = async (...args: string[]) => (await run("git", args, { cwd: root })).stdout.trim();
  const top = await git("rev-parse", "--show-toplevel").catch((cause: unknown) => {
    throw new CheckoutError("not_a_repository", { root }, { cause });
  });
  const hash = await git("rev-parse", "--short", "--verify", `${revision}^{commit}`).catch((cause: unknown) => {
    throw new CheckoutError("unknown_revision", { revision }, { cause });
  });
  const inside = await git("rev-parse", "--show-prefix");
  const folder = await mkdtemp(join(tmpdir(), "latchkey-rehearse-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await extract(top, hash, folder);
    await symlink(join(root, "node_modules"), join(folder, inside, "node_modules"), "junction").catch(() => {});
    return { root: join(folder, inside), revision: hash, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function extract(repository: string, revision: string, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const archive = spawn("git", ["archive", "--format=tar", revision], {
      cwd: repository,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const unpack = spawn("tar", ["-x", "-C", folder], { stdio: [archive.stdout, "inherit", "inherit"] });
    for (const child of [archive, unpack]) child.once("error", reject);
    unpack.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with ${code}`))));
  });
}
