import { mended } from "./example.ts";

const orders = "paths:\n  /orders:\n    get:\n      operationId: listOrders";

export const securityExamples = {
  security_missing: mended(
    `
openapi: 3.0.4
info: { title: Orders, version: 1.0.0 }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
paths:
  /orders:
    get: # here
      operationId: listOrders`,
    ["components:", "security: [{ token: [] }]\ncomponents:"],
  ),
  default_security: {
    ...mended(
      `
openapi: 3.0.4
info: { title: Orders, version: 1.0.0 }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
paths: # here
  /orders:
    get:
      operationId: listOrders`,
      ["components:", "security: [{ token: [] }]\ncomponents:"],
    ),
    settings: { defaultSecurity: "token" as const },
  },
  open_without_public: mended(
    `${orders}
      security: [] # here`,
    ["security: []", "security: []\n      x-latchkey-public: true"],
  ),
  open_at_root: mended(
    `security: [] # here
${orders}
      security: [{ token: [] }]
  /health:
    get:
      operationId: getHealth
      security: []
      x-latchkey-public: true
  /invoices:
    get: { operationId: listInvoices }`,
    ["security: []", "security: [{ token: [] }]"],
  ),
  public_but_secured: mended(
    `${orders}
      x-latchkey-public: true # here`,
    ["x-latchkey-public: true", "security: []\n      x-latchkey-public: true"],
  ),
  empty_requirement: mended(
    `${orders}
      security:
        - key: []
          token: []
        - {} # here`,
    ["\n        - {}", ""],
  ),
  duplicate_requirement: mended(
    `${orders}
      security:
        - token: []
        - token: [] # here`,
    ["\n        - token: []\n        - token: []", "\n        - token: []"],
  ),
  superfluous_alternative: mended(
    `${orders}
      security:
        - key: []
        - key: [] # here
          token: []`,
    ["- key: []\n        - key: []", "- key: []"],
  ),
  undefined_scheme: mended(
    `${orders}
      security:
        - tokne: [] # here`,
    ["tokne", "token"],
  ),
  anded_tokens: mended(
    `
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    partner:
      type: oauth2
      x-google-auth:
        issuer: https://partner.example/
        jwksUri: https://partner.example/jwks.json
        audiences: [orders-api]
${orders}
      security:
        - token: [] # here
          partner: []`,
    ["          partner: []", "        - partner: []"],
  ),
  legacy_security: mended(
    `${orders}
      x-security: # here
        - token: { audiences: [orders-api] }`,
    ["x-security:\n        - token: { audiences: [orders-api] }", "security:\n        - token: []"],
  ),
  security_misplaced: mended(
    `
paths:
  /orders:
    security: [{ key: [], token: [] }] # here
    get:
      operationId: listOrders`,
    ["    security: [{ key: [], token: [] }]\n", ""],
    ["listOrders", "listOrders\n      security: [{ key: [], token: [] }]"],
  ),
  scopes_not_checked: mended(
    `${orders}
      security:
        - token: [orders.read] # here`,
    ["[orders.read]", "[]"],
  ),
};
