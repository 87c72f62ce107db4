import type { Place } from "./finding.ts";

/** One entry of an `x-latchkey-allow`. */
export interface Allowance {
  readonly code: string;
  readonly reason: string;
  /** Where the entry stands. */
  readonly place: Place;
  /** Pointer of what holds the extension. */
  readonly below: string;
  /** It stands at the root of the description, and so over every file of it. */
  readonly everywhere: boolean;
}

/** What the authors of a description let stand, by code and place. */
export class Allowances {
  readonly #entries = new Map<string, Allowance>();
  readonly #used = new Set<Allowance>();
  readonly #documents: ReadonlyMap<string, string>;

  /** @param documents - file that each overlay is laid over: what stands in either is one document. */
  constructor(documents: ReadonlyMap<string, string>) {
    this.#documents = documents;
  }

  add(allowance: Allowance): void {
    const { code, below, place, everywhere } = allowance;
    this.#entries.set(everywhere ? code : this.#keyOf(code, place.file, below), allowance);
  }

  /** The entry nearest to a finding of that code, which counts as used from then on. */
  of(code: string, { file, pointer }: Place): Allowance | undefined {
    if (this.#entries.size === 0) return undefined;
    let here = pointer;
    let found = this.#entries.get(this.#keyOf(code, file, here));
    while (!found && here !== "") {
      here = here.slice(0, here.lastIndexOf("/"));
      found = this.#entries.get(this.#keyOf(code, file, here));
    }
    found ??= this.#entries.get(code);
    if (found) this.#used.add(found);
    return found;
  }

  /** Entries that let nothing stand. */
  get unused(): Allowance[] {
    return [...this.#entries.values()].filter((allowance) => !this.#used.has(allowance));
  }

  #keyOf(code: string, file: string, pointer: string): string {
    return `${code} ${this.#documents.get(file) ?? file} ${pointer}`;
  }
}
