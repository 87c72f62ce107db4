import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { CompileSettings } from "../../../openapi/compilation.ts";
import { pathsOf, randomOperations } from "../random-description.ts";
import { codes, compileText, described, external } from "../settings.ts";

const written = { key: [{ key: [] }], token: [{ own: [] }], either: [{ key: [] }, { own: [] }] } as const;
const demands = ["key", "token", "either"] as const;
const plain = { operationId: "list", responses: {} };
const bare = (paths: object, extras: object = {}) =>
  JSON.stringify({ openapi: "3.0.4", info: { title: "Orders", version: "1" }, paths, ...extras });

function schemesOf(document: string | undefined) {
  return JSON.parse(document ?? "{}").securityDefinitions;
}

describe("latchkey:defaultSecurity", () => {
  const modes: [string, Partial<CompileSettings>][] = [
    ["google", {}],
    ["google, main door for tokens", { mainDoor: "token" }],
    ["signed", { apiKeys: "signed", doors: ["main"] }],
  ];

  test.each(modes.flatMap(([mode, settings]) => demands.map((demand) => [demand, mode, settings] as const)))(
    "%s is what the same `security` at the root would be (%s)",
    (defaultSecurity, _, settings) => {
      const paths = { "/orders": { get: plain } };
      const asWritten = compileText(described(paths, { security: written[defaultSecurity] }), settings);
      const made = compileText(described(paths), { ...settings, defaultSecurity });
      expect(made.documents).toEqual(asWritten.documents);
      const places = { place: undefined, securityPlace: undefined };
      const bare = ({ operations }: typeof made) => operations.map((operation) => ({ ...operation, ...places }));
      expect(bare(made)).toEqual(bare(asWritten));
      expect([made.keyDoor, made.tokenDoor, made.doorsWithKeys]).toEqual([
        asWritten.keyDoor,
        asWritten.tokenDoor,
        asWritten.doorsWithKeys,
      ]);
      expect(Object.keys(made.documents)).toEqual(settings.doors ?? ["main", "second"]);
      expect(codes(made, "warning").filter((code) => code !== "default_security")).toEqual(codes(asWritten, "warning"));
    },
  );

  it("is the same for any mixture of operations with and without `security`", () => {
    fc.assert(
      fc.property(randomOperations, fc.constantFrom(...demands), fc.array(fc.boolean()), (operations, demand, say) => {
        const paths = pathsOf(operations);
        const explicit = structuredClone(paths);
        let index = 0;
        for (const [path, item] of Object.entries(paths)) {
          for (const [method, operation] of Object.entries(item) as [string, Record<string, unknown>][]) {
            index += 1;
            if (say[index] !== true || operation["x-latchkey-public"]) continue;
            delete operation.security;
            (explicit[path]?.[method] as Record<string, unknown>).security = written[demand];
          }
        }
        const { documents } = compileText(described(paths), { defaultSecurity: demand });
        expect(documents).toEqual(compileText(described(explicit)).documents);
      }),
      { numRuns: 60 },
    );
  });

  test.each(demands)("%s brings schemes of its own where the description defines none", (defaultSecurity) => {
    const { documents, findings } = compileText(bare({ "/orders": { get: plain } }), { defaultSecurity });
    expect(findings).toContainEqual(expect.objectContaining({ code: "default_security", severity: "note" }));
    expect(findings.filter(({ severity }) => severity !== "note")).toEqual([]);
    const [main, second] = [schemesOf(documents.main), schemesOf(documents.second)];
    const key = { type: "apiKey", name: "x-api-key", in: "header" };
    const token = expect.objectContaining({ "x-google-issuer": "https://issuer.example/own" });
    expect(main).toEqual(defaultSecurity === "token" ? { latchkey_token: token } : { latchkey_key: key });
    expect(second).toEqual(defaultSecurity === "key" ? { latchkey_key: key } : { latchkey_token: token });
  });

  it("takes a free name beside schemes that mean something else", () => {
    const components = {
      securitySchemes: {
        latchkey_key: { type: "http", scheme: "basic" },
        latchkey_token: external("https://a.example/"),
      },
    };
    const text = bare(
      { "/a": { get: plain }, "/b": { get: { operationId: "b", security: [{ latchkey_token: [] }] } } },
      { components },
    );
    const { documents, findings } = compileText(text, { defaultSecurity: "either" });
    expect(findings.map(({ code }) => code)).toContain("default_security");
    expect(findings.filter(({ severity }) => severity !== "note")).toEqual([]);
    expect(Object.keys(schemesOf(documents.main))).toEqual(["latchkey_key_", "latchkey_token"]);
    expect(Object.keys(schemesOf(documents.second))).toEqual(["latchkey_token", "latchkey_token_"]);
  });

  it("takes the scheme in use where the description defines several, whatever the order", () => {
    const components = {
      securitySchemes: { a: { type: "http", scheme: "bearer" }, b: { type: "http", scheme: "bearer" } },
    };
    const paths = { "/a": { get: plain }, "/b": { get: { operationId: "b", security: [{ b: [] }] } } };
    const { documents, findings } = compileText(bare(paths, { components }), { defaultSecurity: "token" });
    expect(findings.map(({ code }) => code)).toContain("default_security");
    expect(findings.filter(({ severity }) => severity !== "note")).toEqual([]);
    expect(Object.keys(schemesOf(documents.main))).toEqual(["b"]);
  });

  it("follows a reference to a scheme", () => {
    const components = { securitySchemes: { k: { $ref: "#/x-key" } } };
    const extras = { components, "x-key": { type: "apiKey", in: "header", name: "X-API-Key" } };
    const { documents } = compileText(bare({ "/a": { get: plain } }, extras), { defaultSecurity: "key" });
    expect(Object.keys(schemesOf(documents.main))).toEqual(["k"]);
  });

  it("covers the catch-all", () => {
    const { documents, findings } = compileText(bare({}, { "x-latchkey-catch-all": true }), { defaultSecurity: "key" });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "default_security", message: expect.stringMatching(/^7 of 7 operations/) }),
    );
    expect(JSON.parse(documents.main ?? "{}").paths["/{path=**}"].get.security).toEqual([{ latchkey_key: [] }]);
  });

  test.each([
    ["an open operation without its mark", { "/a": { get: { ...plain, security: [] } } }, {}, "open_without_public"],
    ["a mark alone", { "/a": { get: { ...plain, "x-latchkey-public": true } } }, {}, "public_but_secured"],
    ["an open root", { "/a": { get: plain } }, { security: [] }, "open_at_root"],
    ["an optional credential", { "/a": { get: { ...plain, security: [{}] } } }, {}, "empty_requirement"],
    ["an empty `security:`", { "/a": { get: { ...plain, security: null } } }, {}, "wrong_type"],
    ["an empty `security:` at the root", { "/a": { get: plain } }, { security: null }, "wrong_type"],
  ])("leaves %s the error it is", (_, paths, extras, code) => {
    for (const defaultSecurity of demands) {
      const compilation = compileText(bare(paths, extras), { defaultSecurity });
      expect(codes(compilation)).toEqual([code]);
      expect(compilation.documents).toEqual({});
    }
  });

  it("leaves open operations open and says nothing when it covers none", () => {
    const open = { ...plain, security: [], "x-latchkey-public": true };
    const { documents, findings } = compileText(bare({ "/a": { get: open } }), { defaultSecurity: "key" });
    expect(findings).toEqual([]);
    expect(JSON.parse(documents.main ?? "{}").paths["/a"].get.security).toEqual([]);
  });

  it("says once that `either` needs two doors", () => {
    const paths = Object.fromEntries(["/a", "/b", "/c"].map((path) => [path, { get: { operationId: path } }]));
    const compilation = compileText(bare(paths), { defaultSecurity: "either", doors: ["main"] });
    expect(codes(compilation)).toEqual(["needs_second_door"]);
  });

  it("absent, an operation that says nothing is refused", () => {
    expect(codes(compileText(bare({ "/a": { get: plain } })))).toEqual(["security_missing"]);
  });
});
