import { LatchkeyError } from "../errors/latchkey-error.ts";

/** Cloud Run gave the service another URL than the one its name, project number and region make. */
export class WrongServiceUrlError extends LatchkeyError {
  constructor(expected: string, reported: readonly string[]) {
    super(
      "wrong_service_url",
      {
        message: "the service is not at {expected}; Cloud Run reports {reported}",
        fix: "check latchkey:projectNumber: it must be the number of gcp:project",
      },
      { expected, reported: reported.join(", ") || "no URL" },
    );
  }
}
