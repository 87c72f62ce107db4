import { mended } from "./example.ts";

const schemes = "components:\n  securitySchemes:\n    token: { type: http, scheme: bearer }\n    other:";
const other = `security: [{ other: [] }]\n${schemes}`;
const auth = `      type: oauth2
      x-google-auth:
        issuer: https://id.example/
        jwksUri: https://id.example/jwks.json
        audiences: [orders-api]`;

export const schemeExamples = {
  unsupported_scheme: mended(
    `${other}
      type: http # here
      scheme: basic`,
    ["basic", "bearer"],
  ),
  unsupported_key: mended(
    `${other}
      type: apiKey
      in: header
      name: X-Token # here`,
    ["X-Token", "x-api-key"],
  ),
  key_in_query: mended(
    `${other}
      type: apiKey
      in: query # here
      name: key`,
    ["in: query\n      name: key", "in: header\n      name: x-api-key"],
  ),
  key_alone: mended(
    `security: [{ other: [] }]
${schemes.replace("other:", "other: # here")}
      type: apiKey
      in: header
      name: x-api-key`,
    ["[{ other: [] }]", "[{ other: [], token: [] }]"],
  ),
  issuer_unknown: mended(
    `${other} # here
      type: openIdConnect
      openIdConnectUrl: https://id.example/.well-known/openid-configuration`,
    [
      "openid-configuration",
      "openid-configuration\n      x-google-auth:\n        issuer: https://id.example/\n        jwksUri: https://id.example/jwks.json\n        audiences: [orders-api]",
    ],
  ),
  issuer_contradiction: mended(
    `${other}
      x-latchkey-issuer: own
${auth.replace("x-google-auth:", "x-google-auth: # here")}`,
    ["      x-latchkey-issuer: own\n", ""],
  ),
  issuer_is_own: {
    ...mended(
      `${other} # here
${auth.replace("https://id.example/\n", "https://issuer.example/own\n")}`,
      [
        auth.replace("https://id.example/\n", "https://issuer.example/own\n"),
        "      type: oauth2\n      x-latchkey-issuer: own",
      ],
    ),
  },
  duplicate_issuer: mended(
    `security: [{ old: [] }, { other: [] }]
${schemes.replace("token: { type: http, scheme: bearer }\n    other:", "old:")}
${auth.replace("orders-api", "orders-v1")}
    other: # here
${auth}`,
    ["security: [{ old: [] }, { other: [] }]", "security: [{ other: [] }]"],
    [`    old:\n${auth.replace("orders-api", "orders-v1")}\n`, ""],
    ["[orders-api]", "[orders-api, orders-v1]"],
  ),
  issuer_slash: mended(
    `security: [{ old: [] }, { other: [] }]
${schemes.replace("token: { type: http, scheme: bearer }\n    other:", "old:")}
${auth.replace("https://id.example/\n", "https://id.example\n")}
    other: # here
${auth}`,
    ["security: [{ old: [] }, { other: [] }]", "security: [{ other: [] }]"],
    [`    old:\n${auth.replace("https://id.example/\n", "https://id.example\n")}\n`, ""],
  ),
  issuer_not_discovered: mended(
    `${other}
      openIdConnectUrl: https://id.example/staff/.well-known/openid-configuration
${auth.replace("oauth2", "openIdConnect").replace("id.example/\n", "id.example/ # here\n")}`,
    ["issuer: https://id.example/", "issuer: https://id.example/staff"],
  ),
  jwks_not_https: mended(
    `${other}
${auth.replace("https://id.example/jwks.json", "http://id.example/jwks.json # here")}`,
    ["http://", "https://"],
  ),
  external_keys_unpinned: mended(
    `${other} # here
${auth}`,
    [
      "    other:",
      "    other:\n      x-latchkey-allow:\n        - code: external_keys_unpinned\n          reason: Every key of the set carries alg RS256; looked at on the day this was written.",
    ],
  ),
  symmetric_tokens: mended(
    `security: [{ other: [] }]
components:
  securitySchemes:
    other:
      type: http
      scheme: bearer
      bearerFormat: JWT, HS256 # here`,
    ["JWT, HS256", "JWT"],
  ),
  audience_missing: mended(
    `${other}
${auth.replace("\n        audiences: [orders-api]", "").replace("auth:", "auth: # here")}`,
    ["jwks.json", "jwks.json\n        audiences: [orders-api]"],
  ),
  bad_audience: mended(
    `${other}
${auth.replace("[orders-api]", '["orders-api, orders-v1"] # here')}`,
    ['["orders-api, orders-v1"]', "[orders-api, orders-v1]"],
  ),
  audience_wildcard: mended(
    `${other}
${auth.replace("[orders-api]", '["https://*.example.com"] # here')}`,
    ["https://*.example.com", "https://orders.example.com"],
  ),
  duplicate_audience: mended(
    `${other}
${auth.replace("[orders-api]", "[https://orders.example.com, https://orders.example.com/] # here")}`,
    [", https://orders.example.com/", ""],
  ),
  bad_location: mended(
    `${other}
${auth}
        jwtLocations:
          - header: X_Token # here`,
    ["X_Token", "X-Token"],
  ),
  bare_authorization: mended(
    `${other}
${auth}
        jwtLocations:
          - header: Authorization # here`,
    ["header: Authorization", 'header: Authorization\n            valuePrefix: "Bearer "'],
  ),
  token_in_query: mended(
    `${other}
${auth}
        jwtLocations:
          - query: access_token # here`,
    ["\n        jwtLocations:\n          - query: access_token", ""],
  ),
};
