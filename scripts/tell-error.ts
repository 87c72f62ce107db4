import { LatchkeyError } from "../errors/latchkey-error.ts";
import { printable } from "../openapi/printable.ts";

/** Exit codes of every command. */
export const exitCodes = { done: 0, mistake: 1, usage: 2, bug: 70 } as const;

/** Says an error to a person, and with which code to end. A stack trace only when asked for. */
export function tellError(error: unknown, verbose: boolean): { readonly text: string; readonly exitCode: number } {
  const trace = verbose ? tellTrace(error) : "";
  if (error instanceof LatchkeyError) {
    return {
      text: `error ${error.code}: ${plain(error.message)}\n  fix: ${error.fix}${trace}`,
      exitCode: exitCodes.mistake,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    text: `latchkey failed, and that is a bug: ${plain(message)}\n  fix: please report it with the command, and with the output of the same command with --verbose${trace}`,
    exitCode: exitCodes.bug,
  };
}

/** What a person wrote may stand in a message, and must not move the cursor; a message may have lines. */
function plain(message: string): string {
  return message.split("\n").map(printable).join("\n");
}

/** Where it was thrown, and what was behind it. */
function tellTrace(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return `\n\n${error.stack ?? error.message}${error.cause === undefined ? "" : `\n\ncaused by:${tellTrace(error.cause)}`}`;
}
