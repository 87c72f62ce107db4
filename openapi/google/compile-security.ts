import { GoogleCompileError } from "./compile-error.ts";
import { compileProviders, isKeyScheme } from "./compile-providers.ts";
import { entriesOf, fieldOf, isObject, itemsOf, type JsonObject } from "./json.ts";
import type { JwtProvider, Method } from "./service-config.ts";

/** Token schemes by name, with audiences of their own where `x-security` gives some. */
type Requirements = ReadonlyMap<string, readonly string[]>;

/**
 * Compiles `security` twice, as Google does: into "key demanded or not" and into one any-of list of tokens.
 *
 * The two know nothing of each other, which is why key OR token cannot be said.
 * @see gateway-semantics §1.1, §1.4, §1.5
 */
export class SecurityCompiler {
  readonly providers: readonly JwtProvider[];
  readonly #keys: ReadonlySet<string>;
  readonly #tokens: ReadonlyMap<string, JwtProvider>;
  readonly #keyAtRoot: boolean;
  readonly #rootRequirements: Requirements;

  constructor(document: JsonObject) {
    const definitions = entriesOf(document.securityDefinitions);
    this.providers = compileProviders(definitions);
    this.#tokens = new Map(this.providers.map((provider) => [provider.id, provider]));
    this.#keys = new Set(definitions.filter(([, scheme]) => isKeyScheme(scheme)).map(([name]) => name));
    const root = readList(document.security, "/security");
    this.#keyAtRoot = root !== undefined && this.#demandsKey(root);
    // Without definitions Google's compiler leaves before it looks at the root.
    this.#rootRequirements =
      (document.securityDefinitions !== undefined && this.#requirements(document, root, "/")) || new Map();
  }

  compile(operation: JsonObject, where: string): Pick<Method, "apiKeyRequired" | "providerIds" | "audiencesHere"> {
    // Google's parser drops empty objects here, but keeps them at the root.
    const own = readList(operation.security, where)?.filter((requirement) => Object.keys(requirement).length > 0);
    const requirements = this.#requirements(operation, own, where) ?? this.#rootRequirements;
    const audiencesHere = [...requirements].filter(([, audiences]) => audiences.length > 0);
    return {
      apiKeyRequired: own ? this.#demandsKey(own) : this.#keyAtRoot,
      providerIds: [...requirements.keys()],
      ...(audiencesHere.length > 0 && { audiencesHere: Object.fromEntries(audiencesHere) }),
    };
  }

  #demandsKey(list: readonly JsonObject[]): boolean {
    return (
      list.length > 0 && list.every((requirement) => Object.keys(requirement).some((name) => this.#keys.has(name)))
    );
  }

  #requirements(holder: JsonObject, list: readonly JsonObject[] | undefined, where: string): Requirements | undefined {
    const legacy = holder["x-security"] === undefined ? undefined : this.#readLegacy(holder["x-security"], where);
    if (!list && !legacy) return undefined;
    const merged = new Map<string, readonly string[]>();
    for (const requirement of list ?? []) {
      const tokens = Object.keys(requirement).filter((name) => this.#tokens.has(name));
      if (tokens.includes(""))
        throw new GoogleCompileError("invalid_document", { where, what: "a scheme has no name" });
      if (tokens.length > 1) throw new GoogleCompileError("anded_schemes", { where, schemes: tokens.join(",") });
      if (tokens[0] !== undefined) merged.set(tokens[0], []);
    }
    for (const [name, audiences] of legacy ?? []) merged.set(name, audiences);
    return merged;
  }

  #readLegacy(value: unknown, where: string): Requirements {
    const refuse = (what: string) => new GoogleCompileError("invalid_legacy_security", { where, what });
    if (!Array.isArray(value)) throw refuse("it is no list");
    const requirements = new Map<string, readonly string[]>();
    for (const item of value) {
      if (!isObject(item)) throw refuse("an entry is no object");
      const named = Object.entries(item);
      for (const [name, requirement] of named) {
        const provider = this.#tokens.get(name);
        if (!provider) throw refuse(`${name} is no token scheme`);
        const audiences = fieldOf(requirement, "audiences");
        if (!Array.isArray(audiences)) throw refuse(`${name} lists no audiences`);
        const texts = itemsOf(audiences).map(String);
        if (texts.length > 0 && provider.audiences.length > 0) {
          throw new GoogleCompileError("audiences_twice", { where, scheme: name });
        }
        requirements.set(name, texts);
      }
      if (named.length > 1) {
        throw new GoogleCompileError("anded_schemes", { where, schemes: named.map(([name]) => name).join(",") });
      }
    }
    return requirements;
  }
}

/** A `security` list as the Swagger 2.0 schema allows it: unique objects of lists of texts. */
function readList(value: unknown, where: string): readonly JsonObject[] | undefined {
  if (value === undefined) return undefined;
  const invalid = (what: string) => new GoogleCompileError("invalid_document", { where, what });
  if (!Array.isArray(value)) throw invalid("security is no list");
  const seen = new Set<string>();
  for (const requirement of value) {
    if (!isObject(requirement)) throw invalid("an entry of security is no object");
    const entries = Object.entries(requirement).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [, scopes] of entries) {
      if (!Array.isArray(scopes) || scopes.some((scope) => typeof scope !== "string")) {
        throw invalid("scopes are no list of texts");
      }
      if (new Set(scopes).size < scopes.length) throw invalid("a scope stands twice");
    }
    const written = JSON.stringify(entries);
    if (seen.has(written)) throw invalid("an entry of security stands twice");
    seen.add(written);
  }
  return value;
}
