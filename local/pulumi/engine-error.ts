import { type ErrorDetails, type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** What can be wrong with the real engine. */
export const engineErrors = {
  no_pulumi_cli: {
    message: "there is no Pulumi CLI on the PATH",
    fix: "install it (https://www.pulumi.com/docs/install/), or use --engine in-process",
  },
  pulumi_cli_too_old: {
    message: "the Pulumi CLI on the PATH is {version}, and {least} is the oldest this works with",
    fix: "upgrade it (https://www.pulumi.com/docs/install/), or use --engine in-process",
  },
  no_language_host: {
    message: "there is no pulumi-language-nodejs on the PATH, which {cli} runs the program with",
    fix: "install the whole of Pulumi's archive, or use --engine in-process",
  },
  engine_failed: {
    message: "{what} failed on the real engine: {reason}",
    fix: "mend what it says, or use --engine in-process",
  },
} as const satisfies Record<string, ErrorText>;

/** The real engine is not to be had, or refused. */
export class EngineError extends LatchkeyError {
  constructor(code: keyof typeof engineErrors, details: ErrorDetails = {}) {
    super(code, engineErrors[code], details);
  }
}
