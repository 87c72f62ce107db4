/** Texts of one finding code. `{name}` is filled in from the finding's details. */
export interface FindingText {
  readonly severity: "error" | "warning" | "note";
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** What Google would do with it. */
  readonly google: string;
  /** How to mend it. */
  readonly fix: string;
  /**
   * Only on errors: when `x-latchkey-allow` may let it stand. Any other error never; warnings and notes always.
   * Never on one that opens an operation.
   */
  readonly allowWhen?: string;
}

/** Said of whatever Google's compiler turns down. */
export const refused = "refuses the file after some minutes";
/** Said of whatever Google's compiler turns into no check at all. */
export const open = "deploys the operation open to everyone";
