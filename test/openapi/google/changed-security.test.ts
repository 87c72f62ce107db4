import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../openapi/finding.ts";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import { GoogleCompileError } from "../../../openapi/google/compile-error.ts";
import { compileText } from "../settings.ts";

const file = fileURLToPath(new URL("../../../../shared/cases/security-compile-cases.json", import.meta.url));
const here = existsSync(file);

type Security = readonly Readonly<Record<string, readonly string[]>>[];

interface Case {
  readonly name: string;
  readonly top_level_security: Security | "<absent>";
  readonly operation_security: Security | "<absent>";
}

interface CaseDocument {
  readonly name: string;
  readonly openapi: object;
  readonly operations:
    | readonly ({ readonly operation: string; readonly operationId: string } & object)[]
    | Record<string, object>;
}

const cases: {
  readonly derived: readonly Case[];
  readonly extracted: readonly CaseDocument[];
  readonly extracted_errors: readonly CaseDocument[];
} = here ? JSON.parse(readFileSync(file, "utf8")) : { derived: [], extracted: [], extracted_errors: [] };

/** The schemes of the cases as one would write them today; `undefined` stays so, and `basic` stays unsupported. */
const key = { type: "apiKey", name: "x-api-key", in: "header" };
const jwt = (issuer: string) => ({
  type: "oauth2",
  flow: "implicit",
  authorizationUrl: "",
  "x-google-issuer": issuer,
  "x-google-jwks_uri": `${issuer}/jwks`,
  "x-google-audiences": "orders-api",
});
const securityDefinitions = {
  api_key: key,
  api_key2: key,
  header_key: key,
  jwt: jwt("https://issuer.example"),
  jwt2: jwt("https://issuer2.example"),
  basic: { type: "basic" },
};
const keys = ["api_key", "api_key2", "header_key"];
const tokens = ["jwt", "jwt2"];
const held: ReadonlySet<string>[] = [[], ["key"], ...tokens.flatMap((token) => [[token], ["key", token]])].map(
  (names) => new Set(names),
);

const responses = { "200": { description: "OK" } };

function documentOf({ top_level_security, operation_security }: Case): string {
  const given = (security: unknown) => (security === "<absent>" ? {} : { security });
  return JSON.stringify({
    swagger: "2.0",
    info: { title: "a", version: "1" },
    securityDefinitions,
    ...given(top_level_security),
    paths: { "/a": { get: { operationId: "a", responses, ...given(operation_security) } } },
  });
}

/** What is written: any one alternative, all of it, and nobody at all by default. */
function meant({ top_level_security, operation_security }: Case, credentials: ReadonlySet<string>): boolean {
  const list = operation_security === "<absent>" ? top_level_security : operation_security;
  if (!Array.isArray(list)) return false;
  return list.some((alternative) =>
    Object.keys(alternative).every((name) => credentials.has(keys.includes(name) ? "key" : name)),
  );
}

/** What Google's compiler makes of it. */
function done(text: string, credentials: ReadonlySet<string>): boolean | "refused" {
  try {
    const [method] = compileDocument(text).methods;
    if (!method || (method.apiKeyRequired && !credentials.has("key"))) return false;
    return method.providerIds.length === 0 || method.providerIds.some((id) => credentials.has(id));
  } catch (error) {
    if (error instanceof GoogleCompileError) return "refused";
    throw error;
  }
}

function named(text: string): Finding[] {
  return compileText(text, { doors: ["main"] }).findings.filter(({ severity }) => severity !== "note");
}

describe.skipIf(!here)("published cases of security", () => {
  it("are there", () => expect(cases.derived.length).toBeGreaterThan(25));

  it.each(cases.derived)(
    "$name: what Google refuses, opens or changes has a finding, and is not deployed open",
    (row) => {
      const text = documentOf(row);
      const changed = held.filter((credentials) => done(text, credentials) !== meant(row, credentials));
      const found = named(text);
      const opened = changed.filter((credentials) => credentials.size === 0);
      if (changed.length > 0) expect(found).not.toEqual([]);
      if (opened.length > 0) expect(found.filter(({ severity }) => severity === "error")).not.toEqual([]);
    },
  );

  it("that Google takes as they are written have findings only where they look like a mistake", () => {
    const alone = cases.derived.filter((row) =>
      held.every((credentials) => done(documentOf(row), credentials) === meant(row, credentials)),
    );
    expect(alone.length).toBeGreaterThan(10);
    expect(alone.flatMap((row) => named(documentOf(row)).map(({ code }) => `${row.name}: ${code}`))).toEqual([
      "op [{key,jwt},{jwt}]: superfluous_alternative",
      "op [{}]: empty_requirement",
      "top [{key,jwt}], op [{}]: empty_requirement",
      "op [{jwt},{undefined}]: undefined_scheme",
      "op [{jwt: [scope]}] scopes: scopes_not_checked",
    ]);
  });

  it.each([...cases.extracted, ...cases.extracted_errors])(
    "$name: nothing in it is deployed as it stands",
    ({ openapi, operations }) => {
      const rows = Array.isArray(operations)
        ? operations
        : Object.entries(operations).map(([operation, rest]) => ({ operation, ...rest }));
      const paths: Record<string, Record<string, object>> = {};
      for (const { operation, ...rest } of rows) {
        const [method = "", path = ""] = operation.replace("/**", "/{path=**}").split(" ");
        const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== "<absent>"));
        paths[path] = { ...paths[path], [method.toLowerCase()]: { responses: {}, ...given } };
      }
      const text = JSON.stringify({ swagger: "2.0", info: { title: "a", version: "1" }, ...openapi, paths });
      const compilation = compileText(text);
      expect(named(text).map(({ severity }) => severity)).toContain("error");
      expect(compilation.documents).toEqual({});
    },
  );
});
