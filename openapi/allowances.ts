import type { Place } from "./finding.ts";

/** One entry of an `x-latchkey-allow`. */
export interface Allowance {
  readonly code: string;
  readonly reason: string;
  /** Where the entry stands. */
  readonly place: Place;
  /** Pointer of what holds the extension; empty: the root of the description, and so every file of it. */
  readonly below: string;
}

/** What the authors of a description let stand, by code and place. */
export class Allowances {
  readonly #entries = new Map<string, Allowance>();
  readonly #used = new Set<Allowance>();

  add(allowance: Allowance): void {
    this.#entries.set(
      keyOf(allowance.code, allowance.below === "" ? "" : allowance.place.file, allowance.below),
      allowance,
    );
  }

  /** The entry nearest to a finding of that code, which counts as used from then on. */
  of(code: string, { file, pointer }: Place): Allowance | undefined {
    if (this.#entries.size === 0) return undefined;
    for (let here = pointer; here !== ""; here = here.slice(0, here.lastIndexOf("/"))) {
      const found = this.#entries.get(keyOf(code, file, here));
      if (found) return this.#use(found);
    }
    const found = this.#entries.get(keyOf(code, "", ""));
    return found && this.#use(found);
  }

  /** Entries that let nothing stand. */
  get unused(): Allowance[] {
    return [...this.#entries.values()].filter((allowance) => !this.#used.has(allowance));
  }

  #use(allowance: Allowance): Allowance {
    this.#used.add(allowance);
    return allowance;
  }
}

function keyOf(code: string, file: string, pointer: string): string {
  return `${code} ${file} ${pointer}`;
}
