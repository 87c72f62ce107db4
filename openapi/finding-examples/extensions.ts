import { mended } from "./example.ts";

const get = `
paths:
  /orders:
    get:
      operationId: listOrders`;
const partner = `
security: [{ partner: [] }]
components:
  securitySchemes:
    partner:
      type: oauth2`;

export const extensionExamples = {
  unknown_extension: mended(
    `${get}
      security: []
      x-latchkey-pubic: true # here
  /invoices:
    get: { operationId: listInvoices }`.replace("      security: []\n", ""),
    ["      x-latchkey-pubic: true\n", ""],
  ),
  allow_all: mended(
    `
x-google-allow: all # here
${get.trim()}`,
    ["x-google-allow: all", "x-latchkey-catch-all: true"],
  ),
  allow_cors: mended(
    `
servers:
  - url: /v1
    x-google-endpoint: { allowCors: true } # here
${get.trim()}`,
    ["\n    x-google-endpoint: { allowCors: true }", ""],
    [
      "      operationId: listOrders",
      "      operationId: listOrders\n    options:\n      operationId: preflightOrders\n      security: []\n      x-latchkey-public: true",
    ],
  ),
  unknown_google_extension: {
    ...mended(
      `
x-google-api-management:
  metrics: { reads: {} }
  quota: { limits: { readsPerMinute: { metric: reads, values: 1000 } } }
${get.trim()}
      security: [{ key: [], token: [] }]
      x-google-qouta: # here
        metricCosts: { reads: 1 }`,
      ["qouta", "quota"],
    ),
    settings: { doors: ["main"] as const },
  },
  unknown_google_field: mended(
    `${get}
      x-google-backend:
        deadlin: 30 # here`,
    ["deadlin:", "deadline:"],
  ),
  misplaced_google_extension: {
    ...mended(
      `
x-google-api-management:
  metrics: { reads: {} }
  quota: { limits: { readsPerMinute: { metric: reads, values: 1000 } } }
paths:
  /orders:
    x-google-quota: { metricCosts: { reads: 1 } } # here
    get:
      operationId: listOrders
      security: [{ key: [], token: [] }]`,
      ["    x-google-quota: { metricCosts: { reads: 1 } }\n", ""],
      ["listOrders", "listOrders\n      x-google-quota: { metricCosts: { reads: 1 } }"],
    ),
    settings: { doors: ["main"] as const },
  },
  unsupported_google_extension: mended(
    `${get}
      x-google-mcp-tool: { name: list_orders } # here`,
    ["\n      x-google-mcp-tool: { name: list_orders }", ""],
  ),
  ignored_google_extension: mended(
    `
x-google-api-name: orders # here
${get.trim()}`,
    ["x-google-api-name: orders\n", ""],
  ),
  extension_of_other_version: mended(
    `${partner}
      x-google-issuer: https://partner.example/ # here
      x-google-jwks_uri: https://partner.example/jwks.json # here
      x-google-audiences: orders-api # here`,
    [
      "x-google-issuer: https://partner.example/\n      x-google-jwks_uri: https://partner.example/jwks.json\n      x-google-audiences: orders-api",
      "x-google-auth:\n        issuer: https://partner.example/\n        jwksUri: https://partner.example/jwks.json\n        audiences: [orders-api]",
    ],
  ),
  said_twice: mended(
    `${partner}
      x-google-auth:
        issuer: https://partner.example/
        jwksUri: https://partner.example/jwks.json
        audiences: [orders-api]
      x-google-issuer: https://old.partner.example/ # here`,
    ["\n      x-google-issuer: https://old.partner.example/", ""],
  ),
  endpoint_twice: mended(
    `
servers:
  - url: /v1
    x-google-endpoint: {}
  - url: /v2
    x-google-endpoint: {} # here
${get.trim()}`,
    ["  - url: /v2\n    x-google-endpoint: {}\n", ""],
  ),
  calls_out_ignored: mended(
    `${get}
      callbacks: # here
        shipped: { "{$request.body#/url}": { post: { responses: {} } } }`,
    ['\n      callbacks:\n        shipped: { "{$request.body#/url}": { post: { responses: {} } } }', ""],
  ),
};
