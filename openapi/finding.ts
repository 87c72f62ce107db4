/** A position in a file a person wrote. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** JSON pointer into the document, e.g. `/paths/~1orders/get/security`. */
  readonly pointer: string;
}

/** One preflight result. Its texts come from the table in `findings.ts`. */
export interface Finding {
  /** Stable identifier, e.g. `undefined_scheme`. */
  readonly code: string;
  /** As in the table, or `note` where the description allows the finding. */
  readonly severity: "error" | "warning" | "note";
  /** What is wrong, in one sentence. */
  readonly message: string;
  readonly place: Place;
  /** What Google would do with it. */
  readonly google: string;
  /** How to mend it. */
  readonly fix: string;
  /** Why it may stand, in the words of the `x-latchkey-allow` that lets it. */
  readonly allowed?: string;
}
