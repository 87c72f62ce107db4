import { describe, expect, it } from "vitest";
import { codes, compileText, described, external } from "../settings.ts";

const own = [{ own: [] }];
const get = (extras: object = {}) => ({ "/a": { get: { operationId: "a", security: own, ...extras } } });
const limits = { metrics: { reads: {} }, quota: { limits: { l: { metric: "reads", values: 5 } } } };

/** Codes of everything that is found, without what every external scheme is told. */
function found(paths: object, extras: object = {}, changes = {}): string[] {
  return codes(compileText(described(paths, extras), changes), "note").filter(
    (code) => code !== "external_keys_unpinned",
  );
}

describe("Google's extensions", () => {
  it.each<[string, object, object, string[]]>([
    ["known ones", get({ "x-google-backend": { deadline: 5 } }), { "x-google-api-management": limits }, []],
    ["a misspelt one at the root", get(), { "x-google-alow": "all" }, ["unknown_google_extension"]],
    ["a misspelt one on an operation", get({ "x-google-qouta": {} }), {}, ["unknown_google_extension"]],
    [
      "a misspelt one on a path item",
      { "/a": { ...get()["/a"], "x-google-bakend": {} } },
      {},
      ["unknown_google_extension"],
    ],
    [
      "a misspelt one on a parameter",
      get({ parameters: [{ name: "q", in: "query", "x-google-paramter": {} }] }),
      {},
      ["unknown_google_extension"],
    ],
    [
      "a misspelt one on a server",
      get(),
      { servers: [{ url: "/v1", "x-google-endpont": {} }] },
      ["unknown_google_extension"],
    ],
    [
      "one of an operation at the root",
      get(),
      { "x-google-quota": { metricCosts: {} } },
      ["misplaced_google_extension"],
    ],
    [
      "one of a scheme on an operation",
      get({ "x-google-audiences": "a" }),
      {},
      ["extension_of_other_version", "misplaced_google_extension"],
    ],
    [
      "a misspelt field of a backend",
      get({ "x-google-backend": { adress: "https://b.example" } }),
      {},
      ["unknown_google_field"],
    ],
    [
      "a misspelt field of the management",
      get(),
      { "x-google-api-management": { ...limits, qouta: {} } },
      ["unknown_google_field"],
    ],
    [
      "both spellings of one field",
      get({ "x-google-backend": { path_translation: "CONSTANT_ADDRESS", pathTranslation: "CONSTANT_ADDRESS" } }),
      {},
      ["said_twice"],
    ],
    [
      "both spellings of the management",
      get(),
      { "x-google-api-management": limits, "x-google-management": {} },
      ["extension_of_other_version", "said_twice"],
    ],
    ["an MCP server", get(), { "x-google-api-management": { mcp: true } }, ["unsupported_google_extension"]],
    ["a router of models", get({ "x-google-model-router": "r" }), {}, ["unsupported_google_extension"]],
    [
      "an authorisation asked elsewhere",
      get(),
      { "x-google-experimental-authorization": { provider: "p" } },
      ["unsupported_google_extension"],
    ],
    ["a name for logs", get(), { "x-google-api-management": { apiName: "orders" } }, ["ignored_google_extension"]],
    ["those of others", get({ "x-amazon-apigateway-integration": {} }), { "x-googleish": 1 }, []],
  ])("%s", (_, paths, extras, expected) => expect(found(paths, extras).sort()).toEqual([...expected].sort()));

  it("are guessed at by their nearest name", () => {
    const { findings } = compileText(described(get({ "x-google-qouta": {}, "x-google-backend": { deadlin: 5 } })));
    expect(findings.map(({ message }) => message)).toEqual([
      "Google knows no extension `x-google-qouta`; perhaps `x-google-quota` is meant",
      "`x-google-backend` has no field `deadlin`; perhaps `deadline` is meant",
    ]);
  });

  it("of the other version are told once each", () => {
    const spelt = (issuer: string) => ({
      type: "oauth2",
      "x-google-issuer": issuer,
      "x-google-jwks_uri": `${issuer}jwks.json`,
      "x-google-audiences": "a",
    });
    const components = {
      securitySchemes: {
        own: { type: "http", scheme: "bearer" },
        a: spelt("https://a.example/"),
        b: spelt("https://b.example/"),
      },
    };
    const paths = get({ security: [{ a: [] }, { b: [] }] });
    expect(found(paths, { components })).toEqual(Array(3).fill("extension_of_other_version"));
  });

  it("are understood in a scheme in both spellings, but not in both at once", () => {
    const scheme = { ...external("https://a.example/"), "x-google-issuer": "https://b.example/" };
    const { findings, documents } = compileText(
      described(get({ security: [{ a: [] }] }), { components: { securitySchemes: { a: scheme } } }),
    );
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(["said_twice"]);
    expect(documents).toEqual({});
  });
});

describe("servers", () => {
  it.each<[string, object[], string[]]>([
    ["a variable in the path", [{ url: "/{v}", variables: { v: { default: "v1" } } }], ["server_variable"]],
    ["a variable in the host", [{ url: "https://{t}.example.com/v1", variables: { t: { default: "a" } } }], []],
    [
      "two that are marked",
      [
        { url: "/a", "x-google-endpoint": {} },
        { url: "/b", "x-google-endpoint": {} },
      ],
      ["endpoint_twice"],
    ],
    ["a WebSocket", [{ url: "wss://api.example.com/" }], ["websocket"]],
  ])("%s", (_, servers, expected) => expect(found(get(), { servers })).toEqual(expected));
});
