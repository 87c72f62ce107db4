import { type ErrorDetails, fill } from "../errors/latchkey-error.ts";
import type { Finding, Place } from "./finding.ts";
import { type FindingCode, findings } from "./findings.ts";

/** Gathers the findings of one compilation; the same code at the same place counts once. */
export class FindingLog {
  readonly #found = new Map<string, Finding>();
  #errors = 0;

  /** Adds the finding `code` at `place`; `details` fill the places of its texts. */
  add(code: FindingCode, place: Place, details: ErrorDetails = {}): void {
    const key = `${code} ${place.pointer} ${place.file}:${place.line}:${place.column}`;
    if (this.#found.has(key)) return;
    const text = findings[code];
    if (text.severity === "error") this.#errors += 1;
    this.#found.set(key, {
      code,
      severity: text.severity,
      message: fill(text.title, details),
      place,
      google: fill(text.google, details),
      fix: fill(text.fix, details),
    });
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** Findings of severity `error` so far. */
  get errorCount(): number {
    return this.#errors;
  }

  /** All findings by file, line and column. @param files - in which order files come; those that are not named come last. */
  inOrder(files: readonly string[] = []): Finding[] {
    const ranks = new Map(files.map((file, index) => [file, index]));
    const rank = ({ file }: Place) => ranks.get(file) ?? files.length;
    return [...this.#found.values()].sort(
      (a, b) =>
        rank(a.place) - rank(b.place) ||
        a.place.line - b.place.line ||
        a.place.column - b.place.column ||
        (a.code < b.code ? -1 : 1),
    );
  }
}
