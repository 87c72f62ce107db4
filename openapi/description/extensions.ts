import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import {
  type GoogleExtension,
  googleExtensions,
  type Holder,
  managementEntries,
  sameFields,
} from "./google-extensions.ts";
import { perhaps, readAllowances } from "./read-allowances.ts";
import type { Generation } from "./version.ts";

/** Our extensions, by the kind of place they may stand at. */
export const extensions: Readonly<Record<Holder, readonly string[]>> = {
  root: ["x-latchkey-catch-all", "x-latchkey-allow"],
  server: [],
  path: ["x-latchkey-allow"],
  operation: ["x-latchkey-public", "x-latchkey-allow"],
  parameter: [],
  scheme: ["x-latchkey-issuer", "x-latchkey-allow"],
  backend: ["x-latchkey-allow"],
};

const versions: Readonly<Record<Generation, string>> = { 2: "Swagger 2.0", 3: "OpenAPI 3" };

/** Checks the names of extensions: ours, Google's, and what a misspelt one of either would silently leave undone. */
export class ExtensionCheck {
  readonly #generation: Generation;
  readonly #log: FindingLog;
  /** Names of the other version that were told already. */
  readonly #told = new Set<string>();

  constructor(generation: Generation, log: FindingLog) {
    this.#generation = generation;
    this.#log = log;
  }

  /** Looks at everything that begins with `x-latchkey-` or `x-google-`, and reads what is allowed from here on down. */
  check(at: Cursor, kind: Holder): void {
    if (at.node.kind !== "map") return;
    for (const name of at.node.entries.keys()) {
      if (name.startsWith("x-latchkey-")) this.#checkOurs(name, at, kind);
      else if (name.startsWith("x-google-")) this.#checkGoogles(name, at, kind);
    }
    readAllowances(at, kind === "root", this.#log);
  }

  /** Looks for fields of one of Google's mappings that Google would ignore, and for two that mean the same. */
  checkFields(at: Cursor, extension: string, known: readonly string[]): void {
    if (at.node.kind !== "map") return;
    for (const [name, value] of at.entries()) {
      if (known.includes(name) || name.startsWith("x-") || name === "$ref") continue;
      const guess = perhaps(name, known);
      this.#log.add("unknown_google_field", value.place, { extension, name, guess, known: known.join(", ") });
    }
    for (const [name, other] of sameFields) {
      const second = at.get(other);
      if (second && at.get(name)) this.#log.add("said_twice", second.place, { name: other, other: name });
    }
  }

  #checkOurs(name: string, at: Cursor, kind: Holder): void {
    const known = extensions[kind];
    if (known.includes(name)) return;
    this.#log.add("unknown_extension", (at.get(name) ?? at).place, { name, known: known.join(", ") || "none" });
  }

  #checkGoogles(name: string, at: Cursor, kind: Holder): void {
    const value = at.get(name) ?? at;
    const extension = googleExtensions.get(name);
    if (!extension) {
      const guess = perhaps(name, [...googleExtensions.keys()]);
      this.#log.add("unknown_google_extension", value.place, { name, guess });
      return;
    }
    if (!extension.on.includes(kind)) {
      this.#log.add("misplaced_google_extension", value.place, { name, where: extension.on.map(inWords).join(", ") });
    }
    this.#checkTreatment(name, extension, value);
    this.#checkVersion(name, extension, value);
    if (extension.fields && name !== "x-google-backend") this.checkFields(value, name, extension.fields);
    if (name !== "x-google-api-management") return;
    for (const [entry, treatment] of Object.entries(managementEntries)) {
      const found = value.get(entry);
      if (found) this.#checkTreatment(`${name}.${entry}`, treatment, found);
    }
  }

  #checkTreatment(
    name: string,
    { ignored, unsupported }: Pick<GoogleExtension, "ignored" | "unsupported">,
    at: Cursor,
  ) {
    if (unsupported) this.#log.add("unsupported_google_extension", at.place, { name, why: unsupported });
    if (ignored) this.#log.add("ignored_google_extension", at.place, { name, google: ignored });
  }

  #checkVersion(name: string, { generation, instead }: GoogleExtension, at: Cursor): void {
    if (generation === undefined || generation === this.#generation || this.#told.has(name)) return;
    this.#told.add(name);
    this.#log.add("extension_of_other_version", at.place, {
      name,
      this: versions[this.#generation],
      other: versions[generation],
      instead: instead ?? "",
    });
  }
}

function inWords(kind: Holder): string {
  if (kind === "root") return "the root";
  return kind === "path" ? "path items" : kind === "scheme" ? "security schemes" : `${kind}s`;
}

/** Reads a true/false extension; anything else is a finding and counts as false. */
export function readSwitch(at: Cursor, name: string, log: FindingLog): boolean {
  const value = at.get(name);
  if (!value) return false;
  if (typeof value.scalar !== "boolean") log.add("wrong_type", value.place, { what: name, expected: "true or false" });
  return value.scalar === true;
}
