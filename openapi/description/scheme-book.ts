import type { Place } from "../finding.ts";
import { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import type { References } from "../source/references.ts";
import type { Scheme } from "./description.ts";
import { ExtensionCheck } from "./extensions.ts";
import { perhaps } from "./read-allowances.ts";
import { readScheme } from "./read-scheme.ts";
import type { Generation } from "./version.ts";

/** What schemes are read with. */
export interface SchemeContext {
  readonly root: Cursor;
  readonly references: References;
  readonly generation: Generation;
  /** `iss` of this stack's tokens. */
  readonly ownIssuer: string;
  readonly extensions: ExtensionCheck;
  readonly log: FindingLog;
}

/**
 * The security schemes of a description, read when an operation first names them.
 *
 * A scheme nobody names decides about nothing, so its mistakes are nobody's.
 */
export class SchemeBook {
  readonly #used = new Map<string, Scheme | undefined>();
  readonly #places = new Map<string, Place>();
  readonly #issuers = new Map<string, string>();
  /** Issuers without a slash at the end, and whose they are. */
  readonly #bareIssuers = new Map<string, { readonly issuer: string; readonly of: string }>();
  readonly #section: string;
  readonly #definitions: Cursor | undefined;
  readonly #references: References;
  readonly #ownIssuer: string;
  readonly #extensions: ExtensionCheck;
  readonly #generation: Generation;
  readonly #log: FindingLog;

  constructor({ root, references, generation, ownIssuer, extensions, log }: SchemeContext) {
    this.#references = references;
    this.#section = generation === 2 ? "securityDefinitions" : "components.securitySchemes";
    this.#definitions = this.#section
      .split(".")
      .reduce<Cursor | undefined>((here, name) => follow(here?.get(name), references), root);
    this.#ownIssuer = ownIssuer;
    this.#bareIssuers.set(withoutSlash(ownIssuer), { issuer: ownIssuer, of: "this stack" });
    this.#extensions = extensions;
    this.#generation = generation;
    this.#log = log;
  }

  /** The scheme `name`, named at `place`; undefined after a finding. */
  use(name: string, place: Place): Scheme | undefined {
    const definition = this.#definitions?.get(name);
    if (!definition) {
      const known = [...(this.#definitions?.entries() ?? [])].map(([defined]) => defined);
      const guess = perhaps(name, known);
      this.#log.add("undefined_scheme", place, { scheme: name, section: this.#section, guess });
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
      const quiet = new FindingLog();
      if (!at || readScheme(name, at, new ExtensionCheck(this.#generation, quiet), quiet)?.kind !== kind) continue;
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

  /** Where each of those is defined. */
  get places(): ReadonlyMap<string, Place> {
    return this.#places;
  }

  #read(name: string, definition: Cursor): Scheme | undefined {
    const at = this.#references.follow(definition);
    if (!at) return undefined;
    this.#extensions.check(at, "scheme");
    this.#places.set(name, at.place);
    const scheme = readScheme(name, at, this.#extensions, this.#log);
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
    if (scheme.kind === "external") this.#compareIssuers(name, scheme.issuer, at.place);
    return scheme;
  }

  #compareIssuers(scheme: string, issuer: string, place: Place): void {
    const near = this.#bareIssuers.get(withoutSlash(issuer));
    if (near && near.issuer !== issuer) this.#log.add("issuer_slash", place, { scheme, other: near.of });
    this.#bareIssuers.set(withoutSlash(issuer), { issuer, of: `\`${scheme}\`` });
  }
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/+$/, "");
}

function follow(at: Cursor | undefined, references: References): Cursor | undefined {
  return at && references.follow(at);
}
