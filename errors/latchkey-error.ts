/** What a family of errors says about one of its codes. `{name}` in a text is filled in from the error's details. */
export interface ErrorText {
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly fix: string;
}

/** Values that fill the `{name}` places of an {@link ErrorText}. Never a secret. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/**
 * A mistake of whoever runs Latchkey, told without a stack trace and with exit code 1.
 *
 * Each family keeps its texts in one table and subclasses this; anything else that is thrown is our own mistake.
 */
export class LatchkeyError extends Error {
  /** Stable identifier, e.g. `port_in_use`. */
  readonly code: string;
  /** What to do about it. */
  readonly fix: string;
  readonly details: ErrorDetails;

  constructor(code: string, text: ErrorText, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(fill(text.message, details), options);
    this.name = new.target.name;
    this.code = code;
    this.fix = fill(text.fix, details);
    this.details = details;
  }
}

/** Fills the `{name}` places of a text; a place without a value stays as it is. */
export function fill(text: string, details: ErrorDetails): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(details, name) ? String(details[name]) : place,
  );
}
