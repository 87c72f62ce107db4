import { type ErrorDetails, type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";

/** What can be wrong with the files under `.latchkey`. */
export const stateErrors = {
  state_damaged: {
    message: "{file} was cut off or edited ({reason}), and there is no sound copy of what was before it.",
    fix: "Restore {file} from a backup. To start over instead, move it away: every API key and signing key on loopback is then made anew, and what was handed out stops working.",
  },
  state_too_new: {
    message: "{file} was written by a newer Latchkey (format {format}).",
    fix: "Update this clone, or move {file} away to start over.",
  },
  state_not_readable: {
    message: "{file} cannot be read ({reason}).",
    fix: "Give yourself access to it.",
  },
  state_not_writable: {
    message: "{file} cannot be written ({reason}). What was there before is unharmed.",
    fix: "Give yourself access to its folder.",
  },
  disk_full: {
    message: "The disk is full: {file} could not be written. What was there before is unharmed.",
    fix: "Make room, then run the command again.",
  },
  stack_locked: {
    message: "Another Latchkey (process {pid}, since {since}) is running this stack: {file} is held.",
    fix: "Stop that one first, or use another stack with --stack.",
  },
} as const satisfies Record<string, ErrorText>;

/** Something is wrong with the state kept between runs. */
export class StateError extends LatchkeyError {
  constructor(code: keyof typeof stateErrors, details: ErrorDetails, options?: ErrorOptions) {
    super(code, stateErrors[code], details, options);
  }
}

/** The system's code of a failed call, e.g. `ENOSPC`. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
