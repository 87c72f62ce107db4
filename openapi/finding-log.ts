import { type ErrorDetails, fill } from "../errors/latchkey-error.ts";
import { type Allowance, Allowances } from "./allowances.ts";
import type { Finding, Place } from "./finding.ts";
import type { FindingText } from "./findings/finding-text.ts";
import { type FindingCode, findings } from "./findings.ts";

/** Of errors, and of everything else. Nobody mends more at once, and a file can be made of nothing but mistakes. */
export const MAX_FINDINGS = 5_000;
/** Characters of a detail: a name in a message may be one that somebody made millions long. */
const MAX_DETAIL = 200;

/** Gathers the findings of one compilation; the same code at the same place counts once. */
export class FindingLog {
  readonly #found = new Map<string, Finding>();
  readonly #allowances: Allowances;
  readonly #allowable: Finding[] = [];
  #errors = 0;
  /** First place that got no finding of its own, and how many there are. */
  #more: { readonly place: Place; count: number } | undefined;

  /** @param documents - file that each overlay is laid over. */
  constructor(documents: ReadonlyMap<string, string> = new Map()) {
    this.#allowances = new Allowances(documents);
  }

  /** Adds the finding `code` at `place`; `details` fill the places of its texts. */
  add(code: FindingCode, place: Place, details: ErrorDetails = {}): void {
    const key = `${code} ${place.pointer} ${place.file}:${place.line}:${place.column}`;
    if (this.#found.has(key)) return;
    const text: FindingText = findings[code];
    const isError = text.severity === "error";
    // Each kind has its own limit, so that where an error was dropped others are left.
    const kept = isError ? this.#errors : this.#found.size - Math.min(this.#errors, MAX_FINDINGS);
    if (isError) this.#errors += 1;
    if (kept >= MAX_FINDINGS) {
      this.#more ??= { place, count: 0 };
      this.#more.count += 1;
      return;
    }
    const short = shorten(details);
    const finding = {
      code,
      severity: text.severity,
      message: fill(text.title, short),
      place,
      google: fill(text.google, short),
      fix: fill(text.fix, short),
    };
    this.#found.set(key, finding);
    if (isError && text.allowWhen !== undefined) this.#allowable.push(finding);
  }

  /** Lets findings of one code stand at and below a place; it does not matter which is told first. */
  allow(allowance: Allowance): void {
    this.#allowances.add(allowance);
  }

  /** True when something must be mended before anything is deployed. */
  get hasErrors(): boolean {
    const allowed = this.#allowable.filter(({ code, place }) => this.#allowances.of(code, place));
    return this.#errors > allowed.length;
  }

  /** Findings of severity `error` so far, allowed or not. */
  get errorCount(): number {
    return this.#errors;
  }

  /** All findings by file, line and column. @param files - in which order files come; those that are not named come last. */
  inOrder(files: readonly string[] = []): Finding[] {
    const ranks = new Map(files.map((file, index) => [file, index]));
    const rank = ({ file }: Place) => ranks.get(file) ?? files.length;
    const all = [...this.#found.values()].map((finding) => this.#judge(finding));
    // What an error kept from being looked at, or was left out, may be what an entry is for.
    if (!this.#more && !all.some(({ severity }) => severity === "error")) {
      const before = this.#found.size;
      for (const { code, place } of this.#allowances.unused) this.add("allow_unused", place, { code });
      all.push(...[...this.#found.values()].slice(before));
    }
    const sorted = all.sort(
      (a, b) =>
        rank(a.place) - rank(b.place) ||
        a.place.line - b.place.line ||
        a.place.column - b.place.column ||
        (a.code < b.code ? -1 : 1),
    );
    if (this.#more === undefined) return sorted;
    const { severity, title, google, fix } = findings.more_findings;
    const message = fill(title, { count: this.#more.count });
    return [...sorted, { code: "more_findings", severity, message, place: this.#more.place, google, fix }];
  }

  #judge(finding: Finding): Finding {
    const allowed = this.#allowances.of(finding.code, finding.place);
    return allowed ? { ...finding, severity: "note", allowed: allowed.reason } : finding;
  }
}

function shorten(details: ErrorDetails): ErrorDetails {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === "string" && value.length > MAX_DETAIL ? `${value.slice(0, MAX_DETAIL - 1)}…` : value,
    ]),
  );
}
