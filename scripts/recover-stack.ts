import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { projectRoot } from "../infra/project-root.ts";
import { findProgram } from "../local/pulumi/find-program.ts";
import { knownUrns, readKnownUrns } from "../local/recover/known-urns.ts";
import type { Recovery } from "../local/recover/plan-recovery.ts";
import { recover } from "../local/recover/recover.ts";
import { RecoverError } from "../local/recover/recover-error.ts";

/** What `latchkey recover` was asked for. */
export interface RecoverOrder {
  /** File with the output of the failed run; `-`: standard input. */
  readonly output: string;
  readonly stack: string;
  readonly cwd?: string;
  /** File with the exported stack; absent: the CLI is asked, where there is one. */
  readonly state?: string;
  readonly verbose?: boolean;
}

/**
 * Reads the output of a failed run and the stack's state, and says how to take over what is in the way.
 *
 * @param warn - takes one sentence.
 * @throws {LatchkeyError}
 */
export async function recoverStack(
  { output, stack, cwd, state, verbose = false }: RecoverOrder,
  warn: (message: string) => void,
): Promise<Recovery[]> {
  const root = resolve(cwd ?? projectRoot);
  const file = output === "-" ? "standard input" : output;
  const said = await (output === "-" ? text(process.stdin) : readFile(output, "utf8")).catch((cause) => {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new RecoverError("output_not_readable", { file, reason }, { cause });
  });
  const known = await (state === undefined ? askCli(root, stack, warn) : readKnownUrns(state));
  return recover({ output: said, file, root, stack, verbose, known });
}

async function askCli(
  root: string,
  stack: string,
  warn: (message: string) => void,
): Promise<ReadonlySet<string> | undefined> {
  const cli = await findProgram("pulumi");
  if (cli === undefined) return undefined;
  const args = ["stack", "export", "--stack", stack, "--non-interactive"];
  try {
    const { stdout } = await promisify(execFile)(cli, args, { cwd: root, maxBuffer: 256 * 1024 * 1024 });
    return knownUrns(stdout, "pulumi stack export");
  } catch {
    warn(`\`pulumi stack export --stack ${stack}\` failed, so what the state knows already is not left out`);
    return undefined;
  }
}
