import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** What can be wrong with what `latchkey recover` is given. */
export const recoverErrors = {
  no_pulumi_output: {
    message: "{file} holds no output of pulumi",
    fix: "keep the output of the failed run: npm run pulumi -- up 2>&1 | tee up.log",
  },
  output_not_readable: {
    message: "{file} cannot be read ({reason})",
    fix: "name the file that holds the output of the failed run, or - for standard input",
  },
  no_exported_state: {
    message: "{file} holds no exported stack ({reason})",
    fix: "write one: npm run pulumi -- stack export --file state.json",
  },
} as const satisfies Record<string, ErrorText>;

/** What is to be recovered cannot be told. */
export class RecoverError extends LatchkeyError {
  constructor(code: keyof typeof recoverErrors, details: Record<string, string>, options?: ErrorOptions) {
    super(code, recoverErrors[code], details, options);
  }
}
