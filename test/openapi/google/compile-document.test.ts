import { describe, expect, it } from "vitest";
import { compileDocument } from "../../../openapi/google/compile-document.ts";

const responses = { "200": { description: "OK" } };
const key = { type: "apiKey", name: "x-api-key", in: "header" };
const jwt = { type: "oauth2", flow: "implicit", authorizationUrl: "", "x-google-issuer": "https://a.example" };

/** A document with one operation, GET /orders. */
function document(operation: object, root: object = {}): string {
  return JSON.stringify({
    swagger: "2.0",
    info: { title: "Orders", version: "2.1.0" },
    securityDefinitions: {
      key,
      jwt,
      jwt2: { ...jwt, "x-google-issuer": "https://b.example" },
      basic: { type: "basic" },
    },
    paths: { "/orders": { get: { operationId: "listOrders", responses, ...operation } } },
    ...root,
  });
}

const only = (text: string) => {
  const [method] = compileDocument(text).methods;
  if (!method) throw new Error("no method");
  return method;
};

describe("security of one operation", () => {
  const K = { key: [] };
  const J = { jwt: [] };
  it.each([
    ["key", [K], true, []],
    ["token", [J], false, ["jwt"]],
    ["key AND token", [{ ...K, ...J }], true, ["jwt"]],
    ["key OR token becomes token only", [K, J], false, ["jwt"]],
    ["either token", [J, { jwt2: [] }], false, ["jwt", "jwt2"]],
    [
      "key AND either token",
      [
        { ...K, ...J },
        { ...K, jwt2: [] },
      ],
      true,
      ["jwt", "jwt2"],
    ],
    ["key AND token OR key loses the key alone", [{ ...K, ...J }, K], true, ["jwt"]],
    ["an undefined name opens", [{ kye: [] }], false, []],
    ["basic opens", [{ basic: [] }], false, []],
    ["an empty object is dropped on an operation", [K, {}], true, []],
    ["an empty list opens", [], false, []],
    ["scopes are not looked at", [{ jwt: ["read"] }], false, ["jwt"]],
  ])("%s", (_, security, apiKeyRequired, providerIds) => {
    expect(only(document({ security }))).toMatchObject({ apiKeyRequired, providerIds });
  });

  it("keeps an empty object at the root, so the key is not demanded", () => {
    expect(only(document({}, { security: [K, {}] })).apiKeyRequired).toBe(false);
  });

  it("replaces both halves of the root's security, also with nothing", () => {
    const root = { security: [{ ...K, ...J }] };
    expect(only(document({ security: [K] }, root))).toMatchObject({ apiKeyRequired: true, providerIds: [] });
    expect(only(document({ security: [] }, root))).toMatchObject({ apiKeyRequired: false, providerIds: [] });
    expect(only(document({}, root))).toMatchObject({ apiKeyRequired: true, providerIds: ["jwt"] });
  });

  it("opens everything when there are no definitions", () => {
    const text = document({ security: [K] }, { security: [J], securityDefinitions: undefined });
    expect(only(text)).toMatchObject({ apiKeyRequired: false, providerIds: [] });
  });

  it.each([
    ["in: query, name: key", { in: "query", name: "key" }, true],
    ["in: query, name: api_key", { in: "query", name: "api_key" }, true],
    ["in: header, name: x-api-key", { in: "header", name: "x-api-key" }, true],
    ["in: header, name: x-token is ignored", { in: "header", name: "x-token" }, false],
    ["in: query, name: token is ignored", { in: "query", name: "token" }, false],
  ])("key scheme %s", (_, place, apiKeyRequired) => {
    const securityDefinitions = { key: { type: "apiKey", ...place } };
    expect(only(document({ security: [K] }, { securityDefinitions })).apiKeyRequired).toBe(apiKeyRequired);
  });

  it("merges x-security over security, with audiences of its own", () => {
    const operation = { security: [K], "x-security": [{ jwt: { audiences: ["a", "b"] } }] };
    expect(only(document(operation))).toMatchObject({
      apiKeyRequired: true,
      providerIds: ["jwt"],
      audiencesHere: { jwt: ["a", "b"] },
    });
  });
});

describe("providers", () => {
  it("fills in Google's default locations and splits audiences at commas", () => {
    const securityDefinitions = {
      jwt: { ...jwt, "x-google-audiences": "a, b", "x-google-jwks_uri": "https://a.example/j" },
    };
    expect(compileDocument(document({}, { securityDefinitions })).providers).toEqual([
      {
        id: "jwt",
        issuer: "https://a.example",
        jwksUri: "https://a.example/j",
        audiences: ["a", "b"],
        locations: [
          { header: "Authorization", valuePrefix: "Bearer " },
          { header: "X-Goog-Iap-Jwt-Assertion", valuePrefix: "" },
          { query: "access_token" },
        ],
      },
    ]);
  });

  it("takes locations as written", () => {
    const locations = [{ header: "x-api-key" }, { header: "Authorization", value_prefix: "Bearer " }, { query: "t" }];
    const securityDefinitions = { jwt: { ...jwt, "x-google-jwt-locations": locations } };
    expect(compileDocument(document({}, { securityDefinitions })).providers[0]?.locations).toEqual([
      { header: "x-api-key", valuePrefix: "" },
      { header: "Authorization", valuePrefix: "Bearer " },
      { query: "t" },
    ]);
  });
});

describe("backends", () => {
  const address = "https://orders.example/api";
  it.each([
    [
      "at the root appends the path",
      {},
      { address },
      { pathTranslation: "APPEND_PATH_TO_ADDRESS", jwtAudience: address },
    ],
    [
      "on an operation is constant",
      { address },
      undefined,
      { pathTranslation: "CONSTANT_ADDRESS", jwtAudience: address },
    ],
    ["keeps the audience", { address, jwt_audience: "x" }, undefined, { jwtAudience: "x" }],
    [
      "without auth has no audience",
      { address, disable_auth: true },
      undefined,
      { disableAuth: true, jwtAudience: undefined },
    ],
    [
      "takes a deadline in quotes",
      { deadline: "7.5" },
      { deadline: "25" },
      { deadlineSeconds: 7.5, disableAuth: true },
    ],
    ["uses 15 s for 0 and less", { address, deadline: -1 }, undefined, { deadlineSeconds: 15 }],
    ["takes h2", { address, protocol: "h2" }, undefined, { protocol: "h2" }],
  ])("%s", (_, own, root, expected) => {
    const operation = Object.keys(own).length > 0 ? { "x-google-backend": own } : {};
    const { backend } = only(document(operation, root ? { "x-google-backend": root } : {}));
    expect(backend).toEqual({ ...backend, ...expected });
    for (const [field, value] of Object.entries(expected)) expect(backend?.[field as "address"]).toBe(value);
  });

  it("has none where none is written", () => {
    expect(only(document({})).backend).toBeUndefined();
  });
});

describe("names and paths", () => {
  it("joins the base path and respells parameters", () => {
    const shared = [{ name: "lineId", in: "query", type: "string" }];
    const parameters = [{ name: "orderId", in: "path", required: true, type: "string" }];
    const paths = {
      "/orders/{orderId}/{lineId}": {
        parameters: shared,
        get: { operationId: "get-order", parameters, responses },
      },
    };
    expect(compileDocument(document({}, { basePath: "/v1", host: "orders.example.com", paths })).methods).toMatchObject(
      [
        {
          selector: "2.orders_example_com.Getorder",
          pathTemplate: "/v1/orders/{order_id}/{line_id}",
          jsonNames: { line_id: "lineId", order_id: "orderId" },
        },
      ],
    );
  });

  it("names selectors after the managed service, which the document does not know", () => {
    const [method] = compileDocument(document({}), "orders-main-0a.apigateway.acme.cloud.goog").methods;
    expect(method?.selector).toBe("2.orders_main_0a_apigateway_acme_cloud_goog.ListOrders");
  });

  it("adds open operations for x-google-allow: all, but not where one is", () => {
    const own = { "/**": { get: { operationId: "mine", security: [{ key: [] }], responses } } };
    const { methods } = compileDocument(document({}, { "x-google-allow": "all", security: [{ key: [] }], paths: own }));
    expect(methods.map(({ httpMethod, apiKeyRequired }) => [httpMethod, apiKeyRequired])).toEqual([
      ["GET", true],
      ["DELETE", false],
      ["PATCH", false],
      ["POST", false],
      ["PUT", false],
    ]);
  });

  it("takes x-google-allow in any letter case", () => {
    expect(compileDocument(document({}, { "x-google-allow": "ALL" })).methods).toHaveLength(6);
    expect(compileDocument(document({}, { "x-google-allow": "Configured" })).methods).toHaveLength(1);
    expect(compileDocument(document({}, { "x-google-allow": "" })).methods).toHaveLength(1);
  });

  it("follows a reference to a parameter, and lets an operation's own stand for its path's", () => {
    const x = { name: "x", in: "path", required: true, type: "string" };
    const item = { parameters: [{ $ref: "#/parameters/x" }], get: { operationId: "a", parameters: [x], responses } };
    const { methods } = compileDocument(document({}, { parameters: { x }, paths: { "/{x}": item } }));
    expect(methods[0]?.pathTemplate).toBe("/{x}");
  });

  it("reads quotas and CORS", () => {
    const management = {
      metrics: [{ name: "reads", displayName: "Reads", valueType: "INT64", metricKind: "DELTA" }],
      quota: { limits: [{ name: "l", metric: "reads", unit: "1/min/{project}", values: { STANDARD: 10 } }] },
    };
    const root = {
      host: "a",
      "x-google-management": management,
      "x-google-endpoints": [{ name: "A", allowCors: true }],
    };
    const config = compileDocument(document({ "x-google-quota": { metricCosts: { reads: 2 } } }, root));
    expect(config).toMatchObject({
      allowCors: true,
      quotaLimits: [{ name: "l", metric: "reads", perMinute: 10 }],
      methods: [{ metricCosts: { reads: 2 } }],
    });
  });
});

describe("what Google refuses", () => {
  const at = (path: string, ...names: string[]) => {
    const parameters = names.map((name) => ({ name, in: "path", required: true, type: "string" }));
    return document({}, { paths: { [path]: { get: { operationId: "a", parameters, responses } } } });
  };
  const withJwt = (more: object, operation: object = {}) =>
    document(operation, { securityDefinitions: { jwt: { ...jwt, ...more } } });
  const metric = { name: "reads", valueType: "INT64", metricKind: "DELTA" };
  const limited = (more: object, management: object = {}) => {
    const limit = { name: "l", metric: "reads", unit: "1/min/{project}", values: { STANDARD: 1 }, ...more };
    return document({}, { "x-google-management": { metrics: [metric], quota: { limits: [limit] }, ...management } });
  };
  const endpoints = (list: unknown) => document({}, { host: "a", "x-google-endpoints": list });
  const two = { get: { operationId: "a", responses }, put: { operationId: "A", responses } };
  it.each([
    ["not_json", "swagger: 2.0"],
    ["invalid_document", "[]"],
    ["invalid_document", document({}, { swagger: "3.0" })],
    ["invalid_document", document({}, { info: {} })],
    ["invalid_document", document({}, { paths: undefined })],
    ["invalid_document", document({}, { paths: { orders: {} } })],
    ["invalid_document", document({ responses: undefined })],
    ["invalid_document", document({ security: ["jwt"] })],
    ["invalid_document", document({ security: { jwt: [] } })],
    ["invalid_document", document({ security: [{ key: [] }, { key: [] }] })],
    ["invalid_document", document({ security: [{ key: "all" }] })],
    ["invalid_document", document({}, { "x-google-api-name": "Orders API" })],
    ["invalid_path", at("/a=b")],
    ["invalid_path", at("/a/")],
    ["invalid_path", at("/a//b")],
    ["invalid_path", at("/a:*")],
    ["invalid_path", at("/:read")],
    ["invalid_path", at("/{x}y", "x")],
    ["invalid_path", at("/{x=a=b}", "x")],
    ["undefined_parameter", at("/{x}")],
    ["undefined_parameter", at("/{xY=**}", "xY")],
    ["undefined_parameter", at("/{a.b=**}", "a.b")],
    ["missing_operation_id", document({ operationId: undefined })],
    ["duplicate_operation_id", document({}, { paths: { "/a": two } })],
    ["anded_schemes", document({ security: [{ jwt: [], jwt2: [] }] })],
    ["anded_schemes", document({ "x-security": [{ jwt: { audiences: ["a"] }, jwt2: { audiences: ["a"] } }] })],
    ["invalid_legacy_security", document({ "x-security": [{ other: { audiences: ["a"] } }] })],
    ["invalid_legacy_security", document({ "x-security": [{ jwt: { aud: ["a"] } }] })],
    ["invalid_legacy_security", document({}, { "x-security": [{ other: { audiences: ["a"] } }] })],
    ["invalid_backend", document({ "x-google-backend": { address: "https://a", protocol: "spdy" } })],
    ["invalid_backend", document({ "x-google-backend": { address: "https://a", path_translation: "NONE" } })],
    ["invalid_backend", document({ "x-google-backend": { address: "https://a", deadline: "soon" } })],
    [
      "invalid_backend",
      document({ "x-google-backend": { address: "https://a", jwt_audience: "b", disable_auth: true } }),
    ],
    ["invalid_quota", document({ "x-google-quota": { metricCosts: { reads: 1 } } })],
    ["invalid_document", document({ security: [{ jwt: ["read", "read"] }] })],
    ["invalid_document", document({ security: [{ "": [] }] }, { securityDefinitions: { "": jwt } })],
    ["invalid_document", document({ operationId: "??" })],
    ["invalid_document", document({}, { info: { title: "Orders", version: ".." } })],
    ["invalid_document", document({ parameters: [{ $ref: "#/parameters/x" }] })],
    ["duplicate_parameter", at("/a", "xY", "x_y")],
    ["undefined_parameter", at("/{x}/{x}", "x")],
    ["audiences_twice", withJwt({ "x-google-audiences": "a" }, { "x-security": [{ jwt: { audiences: ["a"] } }] })],
    ["invalid_extension", withJwt({ "x-issuer": "https://a.example" })],
    ["invalid_extension", withJwt({ "x-google-issuer": 5 })],
    ["invalid_extension", withJwt({ "x-google-audiences": ["a"] })],
    ["invalid_quota", limited({ name: "per minute" })],
    ["invalid_quota", limited({ name: undefined })],
    ["invalid_quota", limited({ unit: "1/d/{project}" })],
    ["invalid_quota", limited({ values: { STANDARD: -2 } })],
    ["invalid_quota", limited({ values: { STANDARD: 1, LOW: 1 } })],
    ["invalid_quota", limited({ tier: 1 })],
    ["invalid_quota", limited({}, { metrics: [{ name: "reads" }] })],
    ["invalid_quota", limited({}, { metrics: [metric, metric] })],
    ["invalid_quota", limited({}, { metrics: [{ ...metric, name: "" }] })],
    ["invalid_quota", limited({}, { quota: [] })],
    ["invalid_quota", document({ "x-google-quota": [] })],
    [
      "invalid_quota",
      document({ "x-google-quota": { metricCosts: { reads: -1 } } }, { "x-google-management": { metrics: [metric] } }),
    ],
    ["invalid_document", endpoints([{ name: "a" }, { name: "a" }])],
    ["invalid_document", endpoints({ name: "a" })],
    ["invalid_document", endpoints([{ name: "a", allowCors: "yes" }])],
    ["invalid_document", endpoints([{ name: "a", cors: true }])],
    ["endpoint_name", document({}, { "x-google-endpoints": [{ name: "a", allowCors: true }] })],
    ["endpoint_name", document({}, { host: "a", "x-google-endpoints": [{ name: "b", allowCors: true }] })],
    ["unknown_allow", document({}, { "x-google-allow": "some" })],
    [
      "unsupported_location",
      document({}, { securityDefinitions: { jwt: { ...jwt, "x-google-jwt-locations": [{ cookie: "a" }] } } }),
    ],
  ])("%s (row %#)", (code, text) => {
    expect(() => compileDocument(text)).toThrow(expect.objectContaining({ code }));
  });
});
