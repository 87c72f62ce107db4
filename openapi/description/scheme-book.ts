import type { Place } from "../finding.ts";
import { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import type { References } from "../source/references.ts";
import type { Scheme } from "./description.ts";
import { readScheme } from "./read-scheme.ts";
import type { Generation } from "./version.ts";

/** What schemes are read with. */
export interface SchemeContext {
  readonly root: Cursor;
  readonly references: References;
  readonly generation: Generation;
  /** `iss` of this stack's tokens. */
  readonly ownIssuer: string;
  readonly log: FindingLog;
}

/**
 * The security schemes of a description, read when an operation first names them.
 *
 * A scheme nobody names decides about nothing, so its mistakes are nobody's.
 */
export class SchemeBook {
  readonly #used = new Map<string, Scheme | undefined>();
  readonly #issuers = new Map<string, string>();
  readonly #section: string;
  readonly #definitions: Cursor | undefined;
  readonly #references: References;
  readonly #ownIssuer: string;
  readonly #log: FindingLog;

  constructor({ root, references, generation, ownIssuer, log }: SchemeContext) {
    this.#references = references;
    this.#section = generation === 2 ? "securityDefinitions" : "components.securitySchemes";
    this.#definitions = this.#section
      .split(".")
      .reduce<Cursor | undefined>((here, name) => follow(here?.get(name), references), root);
    this.#ownIssuer = ownIssuer;
    this.#log = log;
  }

  /** The scheme `name`, named at `place`; undefined after a finding. */
  use(name: string, place: Place): Scheme | undefined {
    const definition = this.#definitions?.get(name);
    if (!definition) {
      this.#log.add("undefined_scheme", place, { scheme: name, section: this.#section });
      return undefined;
    }
    if (!this.#used.has(name)) this.#used.set(name, this.#read(name, definition));
    return this.#used.get(name);
  }

  /**
   * Name of a scheme of a kind: one in use, else one the description defines, else one of our own under a free name.
   *
   * Definitions are tried without a word: those nobody names are still nobody's.
   */
  nameOf(kind: "key" | "own"): string {
    const used = [...this.used].find(([, scheme]) => scheme.kind === kind);
    if (used) return used[0];
    const definitions = [...(this.#definitions?.entries() ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, definition] of definitions) {
      const at = this.#references.follow(definition);
      if (!at || readScheme(name, at, new FindingLog())?.kind !== kind) continue;
      if (this.use(name, definition.place)) return name;
    }
    let name = kind === "key" ? "latchkey_key" : "latchkey_token";
    while (this.#definitions?.get(name)) name += "_";
    this.#used.set(name, { kind });
    return name;
  }

  /** Every scheme that was named and can be checked. */
  get used(): ReadonlyMap<string, Scheme> {
    return new Map([...this.#used].flatMap(([name, scheme]) => (scheme ? [[name, scheme]] : [])));
  }

  #read(name: string, definition: Cursor): Scheme | undefined {
    const at = this.#references.follow(definition);
    const scheme = at && readScheme(name, at, this.#log);
    if (!scheme || scheme.kind === "key") return scheme;
    if (scheme.kind === "external" && scheme.issuer === this.#ownIssuer) {
      this.#log.add("issuer_is_own", definition.place, { scheme: name });
      return undefined;
    }
    const issuer = scheme.kind === "own" ? this.#ownIssuer : scheme.issuer;
    const other = this.#issuers.get(issuer);
    if (other !== undefined) {
      this.#log.add("duplicate_issuer", definition.place, { scheme: name, other });
      return undefined;
    }
    this.#issuers.set(issuer, name);
    return scheme;
  }
}

function follow(at: Cursor | undefined, references: References): Cursor | undefined {
  return at && references.follow(at);
}
