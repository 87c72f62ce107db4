import { type ErrorDetails, type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** What can be wrong with how the loopback provider was started. */
export const providerErrors = {
  state_file_missing: {
    message: "The loopback provider does not know where its cloud is.",
    fix: "Set LATCHKEY_CLOUD_STATE to the path of a file.",
  },
  not_a_factor: {
    message: "{name} is {value}, which is not a factor.",
    fix: "Give it a number of 0 or more; 1 is as slow as Google.",
  },
  state_unreadable: {
    message: "{file} does not hold a loopback cloud.",
    fix: "Remove it to begin with an empty cloud, or name another file.",
  },
  faults_unreadable: {
    message: "{file} is not a list of faults: {reason}.",
    fix: "Write a JSON array of objects with operation, when, and optionally type, name, times and message.",
  },
  injected: {
    message: "{resource}: {message}",
    fix: "This failure was asked for; the next deployment meets it no more.",
  },
} as const satisfies Record<string, ErrorText>;

export type ProviderErrorCode = keyof typeof providerErrors;

/** A loopback provider that cannot work as it was started, or was told to fail. */
export class ProviderError extends LatchkeyError {
  constructor(code: ProviderErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, providerErrors[code], details, options);
  }
}
