const key = { type: "apiKey", in: "query", name: "key" };
const token = (issuer: string, more: object = {}) => ({
  type: "oauth2",
  flow: "implicit",
  authorizationUrl: "",
  "x-google-issuer": issuer,
  "x-google-jwks_uri": `${issuer}/jwks`,
  ...more,
});
const securityDefinitions = {
  key,
  key2: { type: "apiKey", in: "query", name: "api_key" },
  jwt: token("https://a.example"),
  jwt2: token("https://b.example", { "x-google-audiences": "b, c" }),
  basic: { type: "basic" },
};
const responses = { "200": { description: "OK" } };
const K = { key: [] };
const J = { jwt: [] };
const K2 = { key2: [] };
const J2 = { jwt2: [] };

/** A document with one operation, GET /a. */
function one(operation: object, root: object = {}): object {
  return withPaths({ "/a": { get: { operationId: "a", responses, ...operation } } }, root);
}

function withPaths(paths: object, root: object = {}): object {
  return { swagger: "2.0", info: { title: "A", version: "1.0.0" }, securityDefinitions, paths, ...root };
}

function at(path: string, parameters: readonly object[] = [], root: object = {}): object {
  return withPaths({ [path]: { get: { operationId: "a", parameters, responses } } }, root);
}

const inPath = (name: string) => ({ name, in: "path", required: true, type: "string" });
const audiences = (...texts: string[]) => ({ audiences: texts });
const metrics = [{ name: "reads", displayName: "Reads", valueType: "INT64", metricKind: "DELTA" }];
const limit = { name: "l", metric: "reads", unit: "1/min/{project}", values: { STANDARD: 10 } };
const managed = (limits: readonly object[], more: object = {}) => ({
  "x-google-management": { metrics, quota: { limits }, ...more },
});
const costs = (metricCosts: unknown) => ({ "x-google-quota": { metricCosts } });
const definitions = (more: object) => ({ securityDefinitions: { ...securityDefinitions, ...more } });

/** Lists of `security`, for both levels. */
const lists: readonly (readonly [string, unknown])[] = [
  ["nothing", []],
  ["the key", [K]],
  ["the token", [J]],
  ["key AND token", [{ ...K, ...J }]],
  ["key OR token", [K, J]],
  ["token OR key", [J, K]],
  ["either token", [J, J2]],
  ["both tokens", [{ ...J, ...J2 }]],
  [
    "key AND either token",
    [
      { ...K, ...J },
      { ...K, ...J2 },
    ],
  ],
  ["key AND token OR another token", [{ ...K, ...J }, J2]],
  ["key AND token OR key", [{ ...K, ...J }, K]],
  ["key AND token OR token", [{ ...K, ...J }, J]],
  ["either key", [K, K2]],
  ["both keys", [{ ...K, ...K2 }]],
  ["an empty object", [{}]],
  ["the key or an empty object", [K, {}]],
  ["an empty object or the key", [{}, K]],
  ["the token or an empty object", [J, {}]],
  ["key AND token or an empty object", [{ ...K, ...J }, {}]],
  ["two empty objects", [{}, {}]],
  ["an undefined name", [{ kye: [] }]],
  ["the key or an undefined name", [K, { kye: [] }]],
  ["the key and an undefined name", [{ ...K, kye: [] }]],
  ["the token or an undefined name", [J, { kye: [] }]],
  ["basic", [{ basic: [] }]],
  ["the key and basic", [{ ...K, basic: [] }]],
  ["the key or basic", [K, { basic: [] }]],
  ["the token and basic", [{ ...J, basic: [] }]],
  ["the key twice", [K, K]],
  ["scopes", [{ jwt: ["read", "write"] }]],
  ["one scope twice", [{ jwt: ["read", "read"] }]],
  ["the same token with two lists of scopes", [J, { jwt: ["read"] }]],
  ["a text", ["jwt"]],
  ["a list", [["jwt"]]],
  ["an object instead of a list", J],
  ["a text instead of a list", "jwt"],
  ["null", null],
  ["a list that holds null", [null]],
  ["scopes that are no list", [{ jwt: "read" }]],
  ["scopes that are null", [{ jwt: null }]],
  ["scopes that are no texts", [{ jwt: [1] }]],
];

/** Lists of `x-security`, for both levels. */
const legacyLists: readonly (readonly [string, unknown])[] = [
  ["nothing", []],
  ["a token with audiences", [{ jwt: audiences("d", "e") }]],
  ["two tokens", [{ jwt: audiences("d") }, { jwt2: audiences("b", "c") }]],
  ["two tokens at once", [{ jwt: audiences("d"), jwt2: audiences("b") }]],
  ["no audiences", [{ jwt: {} }]],
  ["an empty list of audiences", [{ jwt: audiences() }]],
  ["an unknown token", [{ other: audiences("d") }]],
  ["a key", [{ key: audiences("d") }]],
  ["a misspelt field", [{ jwt: { aud: ["d"] } }]],
  ["other audiences than the scheme's", [{ jwt2: audiences("d") }]],
  ["the scheme's audiences", [{ jwt2: audiences("b", "c") }]],
  ["an empty object", [{}]],
  ["an object instead of a list", { jwt: audiences("d") }],
  ["a text", "jwt"],
  ["a list that holds a text", ["jwt"]],
  ["audiences that are a text", [{ jwt: { audiences: "d" } }]],
  ["audiences that are no texts", [{ jwt: { audiences: [1] } }]],
];

/** Documents with something wrong or odd in them, by what it is. Keys are written as Google's compiler of 2018 knows them. */
export const badDocuments: readonly (readonly [string, unknown])[] = [
  ...lists.map(([what, security]) => [`security on the operation: ${what}`, one({ security })] as const),
  ...lists.map(([what, security]) => [`security at the root: ${what}`, one({}, { security })] as const),
  ...lists.map(
    ([what, security]) =>
      [
        `security without definitions: ${what}`,
        one({ security }, { security, securityDefinitions: undefined }),
      ] as const,
  ),
  ...lists.map(
    ([what, security]) =>
      [`security over key AND token: ${what}`, one({ security }, { security: [{ ...K, ...J }] })] as const,
  ),
  ...legacyLists.map(
    ([what, legacy]) => [`x-security on the operation: ${what}`, one({ security: [K], "x-security": legacy })] as const,
  ),
  ...legacyLists.map(([what, legacy]) => [`x-security alone: ${what}`, one({ "x-security": legacy })] as const),
  ...legacyLists.map(
    ([what, legacy]) => [`x-security at the root: ${what}`, one({}, { "x-security": legacy })] as const,
  ),
  ...legacyLists.map(
    ([what, legacy]) =>
      [
        `x-security over the root's security: ${what}`,
        one({ "x-security": legacy }, { security: [J2], "x-security": [{ jwt: audiences("f") }] }),
      ] as const,
  ),

  [
    "a token scheme without issuer",
    one({ security: [J] }, definitions({ jwt: token("https://a.example", { "x-google-issuer": undefined }) })),
  ],
  [
    "a token scheme without key set",
    one({ security: [J] }, definitions({ jwt: token("https://a.example", { "x-google-jwks_uri": undefined }) })),
  ],
  [
    "a token scheme with neither",
    one({ security: [J] }, definitions({ jwt: { type: "oauth2", flow: "implicit", authorizationUrl: "" } })),
  ],
  [
    "old names of issuer and key set",
    one(
      { security: [J] },
      definitions({
        jwt: { type: "oauth2", flow: "implicit", authorizationUrl: "", "x-issuer": "i", "x-jwks_uri": "j" },
      }),
    ),
  ],
  [
    "old and new names",
    one({ security: [J] }, definitions({ jwt: token("https://a.example", { "x-issuer": "i", "x-jwks_uri": "j" }) })),
  ],
  ["an issuer that is no text", one({ security: [J] }, definitions({ jwt: token("a", { "x-google-issuer": 5 }) }))],
  ["an empty issuer", one({ security: [J] }, definitions({ jwt: token("a", { "x-google-issuer": "" }) }))],
  [
    "audiences that are a list",
    one({ security: [J] }, definitions({ jwt: token("a", { "x-google-audiences": ["a"] }) })),
  ],
  ["empty audiences", one({ security: [J] }, definitions({ jwt: token("a", { "x-google-audiences": "" }) }))],
  [
    "audiences with spaces and empty ones",
    one({ security: [J] }, definitions({ jwt: token("a", { "x-google-audiences": " a ,, b," }) })),
  ],
  ["two schemes of one issuer", one({ security: [J] }, definitions({ jwt2: token("https://a.example") }))],
  [
    "an oauth2 scheme of another flow",
    one({ security: [J] }, definitions({ jwt: token("a", { flow: "accessCode", tokenUrl: "https://t.example" }) })),
  ],
  ["an oauth2 scheme without flow", one({ security: [J] }, definitions({ jwt: token("a", { flow: undefined }) }))],
  [
    "an oauth2 scheme without authorizationUrl",
    one({ security: [J] }, definitions({ jwt: token("a", { authorizationUrl: undefined }) })),
  ],
  [
    "a flow's URL too many",
    one({ security: [J] }, definitions({ jwt: token("a", { tokenUrl: "https://t.example" }) })),
  ],
  ["an unknown field in a key", one({ security: [K] }, definitions({ key: { ...key, format: "x" } }))],
  ["a type in capitals", one({ security: [J] }, definitions({ jwt: token("a", { type: "OAuth2" }) }))],
  ["a scheme of unknown type", one({ security: [J] }, definitions({ jwt: { type: "http", scheme: "bearer" } }))],
  ["a scheme without name", one({ security: [{ "": [] }] }, definitions({ "": token("a") }))],
  ["a key without in", one({ security: [K] }, definitions({ key: { type: "apiKey", name: "key" } }))],
  ["a key in a cookie", one({ security: [K] }, definitions({ key: { type: "apiKey", name: "key", in: "cookie" } }))],
  ["definitions that are a list", one({ security: [K] }, { securityDefinitions: [] })],
  ["definitions that are null", one({ security: [K] }, { securityDefinitions: null })],
  ["no definition at all", one({ security: [K] }, { securityDefinitions: {} })],
  ["a definition that is null", one({ security: [K] }, definitions({ key: null }))],
  ["a definition called like an extension", one({ security: [{ "x-key": [] }] }, definitions({ "x-key": key }))],

  ["no operationId", one({ operationId: undefined })],
  ["an empty operationId", one({ operationId: "" })],
  ["an operationId without a letter", one({ operationId: "??" })],
  ["an operationId that is no text", one({ operationId: 5 })],
  [
    "the same operationId on two paths",
    withPaths({ "/a": { get: { operationId: "a", responses } }, "/b": { get: { operationId: "a", responses } } }),
  ],
  [
    "operationIds that become one method",
    withPaths({ "/a": { get: { operationId: "a-b", responses }, put: { operationId: "Ab", responses } } }),
  ],
  [
    "operationIds that differ in case",
    withPaths({ "/a": { get: { operationId: "aB", responses }, put: { operationId: "ab", responses } } }),
  ],
  ["no responses", one({ responses: undefined })],
  ["empty responses", one({ responses: {} })],
  ["responses that are a list", one({ responses: [] })],
  ["a response without description", one({ responses: { "200": {} } })],
  ["a response of an odd status", one({ responses: { "2XX": { description: "OK" } } })],
  ["an operation that is null", withPaths({ "/a": { get: null } })],
  ["an operation that is a text", withPaths({ "/a": { get: "x" } })],
  ["a path item that is a list", withPaths({ "/a": [] })],
  ["an empty path item", withPaths({ "/a": {} })],
  ["no paths", withPaths({})],
  ["paths that are a list", { ...withPaths({}), paths: [] }],
  ["an unknown method", withPaths({ "/a": { trace: { operationId: "a", responses } } })],
  ["a method in capitals", withPaths({ "/a": { GET: { operationId: "a", responses } } })],
  [
    "an extension among the paths",
    withPaths({ "x-a": { get: {} }, "/a": { get: { operationId: "a", responses }, "x-b": 1 } }),
  ],
  ["an unknown field in an operation", one({ security_: [] })],
  ["an unknown field at the root", one({}, { securitydefinitions: {} })],
  ["an unknown field in info", one({}, { info: { title: "A", version: "1", name: "x" } })],

  ["another version of Swagger", one({}, { swagger: "3.0" })],
  ["a version that is a number", one({}, { swagger: 2 })],
  ["no info", one({}, { info: undefined })],
  ["no title", one({}, { info: { version: "1" } })],
  ["an empty title", one({}, { info: { title: "", version: "1" } })],
  ["a title that is no text", one({}, { info: { title: 5, version: "1" } })],
  ["no version", one({}, { info: { title: "A" } })],
  ["an empty version", one({}, { info: { title: "A", version: "" } })],
  ["a version that is no text", one({}, { info: { title: "A", version: 1 } })],
  ...["1.0", "v1.2.3", "1.0.0-beta+1", "2024-01-01", "..", "a.b.c.d", "é"].map(
    (version) => [`version ${version}`, one({}, { info: { title: "A", version } })] as const,
  ),
  ...["example.com", "a-b.example.com", "8.example", "a.example:8080", "", "é.example", "https://a.example"].map(
    (host) => [`host ${host}`, one({}, { host })] as const,
  ),
  ...["orders", "Orders", "a_b", "", 5].map(
    (name) => [`x-google-api-name ${name}`, one({}, { "x-google-api-name": name })] as const,
  ),
  ...["/", "/v1", "/v1/", "v1", "", "/a b", "/a=b", "/{x}", "/*", "//", "/a:b", 5].map(
    (basePath) => [`base path ${basePath}`, one({}, { basePath })] as const,
  ),

  ...[
    "/a=b",
    "/a/",
    "/a//b",
    "/a:*",
    "/:read",
    "/a/:read",
    "/a:b:c",
    "/a b",
    "/a?b=c",
    "/{x",
    "/x}",
    "/a*",
    "/***",
    "/**/*",
    "/**",
    "/*:go",
    "/",
    "//",
    "",
    "a",
    "/a%C3%A9",
    "/é",
  ].map((path) => [`path ${path}`, at(path)] as const),
  ...["/{x}y", "/y{x}", "/{x=a=b}", "/{x=**}/b", "/{x=a/*/b}", "/{x=}", "/{=x}", "/{x=/a}", "/{x}/{x}", "/{ x }"].map(
    (path) => [`path ${path} with {x} declared`, at(path, [inPath("x")])] as const,
  ),
  ["a parameter nobody declares", at("/{x}")],
  ["a parameter declared as a header", at("/{x}", [{ name: "x", in: "header", type: "string" }])],
  ["a parameter declared as a query", at("/{xY}", [{ name: "xY", in: "query", type: "string" }])],
  ["a parameter declared as a form field", at("/{x}", [{ name: "x", in: "formData", type: "string" }])],
  ["a parameter declared as a body", at("/{x}", [{ name: "x", in: "body", schema: { type: "string" } }])],
  ["a parameter declared in another spelling", at("/{x_y}", [inPath("xY")])],
  ["a parameter with dots and a pattern", at("/{a.b=**}", [inPath("a.b")])],
  ["a parameter with capitals and a pattern", at("/{xY=**}", [inPath("xY")])],
  [
    "a parameter on both levels",
    withPaths({
      "/{x}": { parameters: [inPath("x")], get: { operationId: "a", parameters: [inPath("x")], responses } },
    }),
  ],
  ["a parameter in two places", at("/{x}", [inPath("x"), { name: "x", in: "query", type: "string" }])],
  ["a parameter in a reference", at("/{x}", [{ $ref: "#/parameters/x" }], { parameters: { x: inPath("x") } })],
  ["a parameter in a dangling reference", at("/a", [{ $ref: "#/parameters/x" }])],
  ["a parameter without type", at("/{x}", [{ name: "x", in: "path", required: true }])],
  ["a parameter that is not required", at("/{x}", [{ name: "x", in: "path", type: "string" }])],
  ["a parameter twice", at("/{x}", [inPath("x"), inPath("x")])],
  ["two parameters of one spelling", at("/{xY}/{x_y}", [inPath("xY"), inPath("x_y")])],
  ["a parameter that is expressly not required", at("/{x}", [{ ...inPath("x"), required: false }])],
  ["a parameter that is not in the path", at("/a", [inPath("x")])],
  [
    "two templates of one shape",
    withPaths({
      "/{x}": { get: { operationId: "a", parameters: [inPath("x")], responses } },
      "/{y}": { get: { operationId: "b", parameters: [inPath("y")], responses } },
    }),
  ],

  ...["all", "configured", "ALL", "none", "", true, []].map(
    (allow) =>
      [`x-google-allow: ${JSON.stringify(allow)}`, one({}, { "x-google-allow": allow, security: [K] })] as const,
  ),
  [
    "x-google-allow: all where /** is taken",
    withPaths({ "/**": { get: { operationId: "mine", security: [K], responses } } }, { "x-google-allow": "all" }),
  ],
  ["x-google-allow: all under a base path", one({}, { "x-google-allow": "all", basePath: "/v1", security: [J] })],
  [
    "x-google-allow: all where an operationId is taken",
    one({ operationId: "Google_Autogenerated_Unrecognized_Get_Method_Call" }, { "x-google-allow": "all" }),
  ],

  ["allowCors", one({}, { host: "a.example", "x-google-endpoints": [{ name: "a.example", allowCors: true }] })],
  [
    "allowCors under another name",
    one({}, { host: "a.example", "x-google-endpoints": [{ name: "b.example", allowCors: true }] }),
  ],
  ...["true", "false", "TRUE", 1, null].map(
    (allowCors) =>
      [
        `allowCors: ${JSON.stringify(allowCors)}`,
        one({}, { host: "a.example", "x-google-endpoints": [{ name: "A.Example", allowCors }] }),
      ] as const,
  ),
  ["an empty list of endpoints", one({}, { host: "a.example", "x-google-endpoints": [] })],
  ["an endpoint that is a text", one({}, { host: "a.example", "x-google-endpoints": ["a.example"] })],
  [
    "an unknown field in an endpoint",
    one({}, { host: "a.example", "x-google-endpoints": [{ name: "a.example", x: 1 }] }),
  ],
  ["endpoints that are null", one({}, { host: "a.example", "x-google-endpoints": null })],
  ["allowCors without host", one({}, { "x-google-endpoints": [{ name: "orders.example.com", allowCors: true }] })],
  ["allowCors without name", one({}, { host: "a.example", "x-google-endpoints": [{ allowCors: true }] })],
  [
    "allowCors that is a text",
    one({}, { host: "a.example", "x-google-endpoints": [{ name: "a.example", allowCors: "true" }] }),
  ],
  [
    "two endpoints",
    one(
      {},
      { host: "a.example", "x-google-endpoints": [{ name: "a.example" }, { name: "a.example", allowCors: true }] },
    ),
  ],
  ["endpoints that are no list", one({}, { host: "a.example", "x-google-endpoints": { name: "a.example" } })],

  ["a quota", one(costs({ reads: 2 }), managed([limit]))],
  ["a cost of zero", one(costs({ reads: 0 }), managed([limit]))],
  ["a cost below zero", one(costs({ reads: -1 }), managed([limit]))],
  ["a cost of a half", one(costs({ reads: 0.5 }), managed([limit]))],
  ["a cost that is a text", one(costs({ reads: "2" }), managed([limit]))],
  ["a cost that is no number", one(costs({ reads: "many" }), managed([limit]))],
  ["a cost of an undefined metric", one(costs({ writes: 1 }), managed([limit]))],
  ["costs that are a list", one(costs([]), managed([limit]))],
  ["a cost that is null", one(costs({ reads: null }), managed([limit]))],
  ["no costs", one(costs({}), managed([limit]))],
  ["a quota that is a list", one({ "x-google-quota": [] }, managed([limit]))],
  ["an unknown field in a quota", one({ "x-google-quota": { metricCosts: { reads: 1 }, x: 1 } }, managed([limit]))],
  ["a cost beyond 32 bits", one(costs({ reads: 2 ** 40 }), managed([limit]))],
  ["no values", one({}, managed([{ ...limit, values: {} }]))],
  ["limits that are an object", one({}, { "x-google-management": { metrics, quota: { limits: { l: limit } } } })],
  ["a quota at the root that is a list", one({}, { "x-google-management": { metrics, quota: [] } })],
  ["metrics that are an object", one({}, { "x-google-management": { metrics: { reads: {} } } })],
  ["management that is a list", one({}, { "x-google-management": [] })],
  ["an unknown field in management", one({}, managed([limit], { x: 1 }))],
  ["a metric without kind and type", one({}, managed([limit], { metrics: [{ name: "reads" }] }))],
  ["an unknown field in a metric", one({}, managed([limit], { metrics: [{ ...metrics[0], x: 1 }] }))],
  ["a quota without metrics", one(costs({ reads: 1 }))],
  ["a limit of an undefined metric", one({}, managed([{ ...limit, metric: "writes" }]))],
  ["a limit without metric", one({}, managed([{ ...limit, metric: undefined }]))],
  ["a limit without name", one({}, managed([{ ...limit, name: undefined }]))],
  ["a limit with a space in its name", one({}, managed([{ ...limit, name: "per minute" }]))],
  ["a limit of a long name", one({}, managed([{ ...limit, name: "a".repeat(65) }]))],
  ["two limits of one name", one({}, managed([limit, limit]))],
  ["a limit of another unit", one({}, managed([{ ...limit, unit: "1/d/{project}" }]))],
  ["a limit without unit", one({}, managed([{ ...limit, unit: undefined }]))],
  ["a limit without values", one({}, managed([{ ...limit, values: undefined }]))],
  ["a limit of another tier", one({}, managed([{ ...limit, values: { LOW: 1 } }]))],
  ["a limit of two tiers", one({}, managed([{ ...limit, values: { STANDARD: 1, LOW: 1 } }]))],
  ["a limit of minus one", one({}, managed([{ ...limit, values: { STANDARD: -1 } }]))],
  ["a limit of minus two", one({}, managed([{ ...limit, values: { STANDARD: -2 } }]))],
  ["a limit that is a text", one({}, managed([{ ...limit, values: { STANDARD: "10" } }]))],
  ["a limit that is no number", one({}, managed([{ ...limit, values: { STANDARD: "many" } }]))],
  ["a limit of a half", one({}, managed([{ ...limit, values: { STANDARD: 0.5 } }]))],
  ["a metric without name", one({}, managed([], { metrics: [{ valueType: "INT64", metricKind: "DELTA" }] }))],
  [
    "a metric of another kind",
    one({}, managed([limit], { metrics: [{ name: "reads", valueType: "INT64", metricKind: "GAUGE" }] })),
  ],
  [
    "a metric of another type",
    one({}, managed([limit], { metrics: [{ name: "reads", valueType: "TEXT", metricKind: "DELTA" }] })),
  ],
  ["two metrics of one name", one({}, managed([limit], { metrics: [...metrics, ...metrics] }))],
  ["an unknown field in a limit", one({}, managed([{ ...limit, tier: 1 }]))],

  ["no object", []],
  ["a text", "swagger"],
  ["null", null],
];
