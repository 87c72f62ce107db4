import { mended } from "./example.ts";

const orders = `
paths:
  /orders:
    get:
      operationId: listOrders`;

export const fileExamples = {
  empty_description: {
    failing: "# The description is still to be written. # here",
    fixed:
      "openapi: 3.0.4\ninfo: { title: Orders, version: 1.0.0 }\nx-latchkey-catch-all: true\nsecurity: [{ token: [] }]\ncomponents:\n  securitySchemes:\n    token: { type: http, scheme: bearer }",
  },
  not_text: { untold: "it takes bytes that are no UTF-8, such as a file saved as UTF-16" },
  too_large: { untold: "it takes a file of 64 MiB" },
  too_many_values: { untold: "it takes hundreds of thousands of values" },
  more_findings: { untold: "it takes more than 5,000 mistakes" },
  bad_syntax: mended(
    `
paths:
  /orders:
    get: { operationId: listOrders
    post: { operationId: addOrder } # here`,
    ["listOrders", "listOrders }"],
  ),
  tab_indentation: {
    failing: "paths:\n  /orders:\n    get:\n\t  operationId: listOrders # here",
    fixed: orders.trim(),
  },
  duplicate_key: mended(
    `${orders}
      security: [{ key: [], token: [] }]
      responses: {}
      security: [{ token: [] }] # here`,
    ["      security: [{ key: [], token: [] }]\n", ""],
  ),
  merge_key: mended(
    `
x-shared: &shared { security: [{ key: [], token: [] }] }
paths:
  /orders:
    get:
      <<: *shared # here
      operationId: listOrders`,
    ["x-shared: &shared { security: [{ key: [], token: [] }] }\n", ""],
    ["<<: *shared", "security: [{ key: [], token: [] }]"],
  ),
  too_many_aliases: mended(
    `
x-tag: &tag orders
x-tags: [${Array.from({ length: 201 }, () => "*tag").join(", ")}] # here
paths:
  /orders:
    get: { operationId: listOrders }`,
    [", *tag", ""],
  ),
  cyclic_alias: mended(
    `
x-orders: &orders
  parent: *orders # here
paths:
  /orders:
    get: { operationId: listOrders }`,
    ["parent: *orders", "parent: none"],
  ),
  too_deep: mended(
    `
x-nested: ${"[".repeat(101)}${"]".repeat(101)} # here
paths:
  /orders:
    get: { operationId: listOrders }`,
    [`${"[".repeat(101)}${"]".repeat(101)}`, "[]"],
  ),
  several_documents: mended(
    `${orders}
--- # here
paths: {}`,
    ["\n---\npaths: {}", ""],
  ),
  unknown_version: mended(
    `
openapi: 4.0.0 # here
info: { title: Orders, version: 1.0.0 }
security: [{ token: [] }]
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
paths:
  /orders:
    get: { operationId: listOrders }`,
    ["4.0.0", "3.1.0"],
  ),
  wrong_type: mended(
    `${orders}
      security: # here
        token: []`,
    ["token: []", "- token: []"],
  ),
  remote_ref: {
    ...mended(
      `
paths:
  /orders:
    $ref: https://example.com/orders.yaml # here`,
      ["https://example.com/orders.yaml", "orders.yaml"],
    ),
    files: { "orders.yaml": "get: { operationId: listOrders }\n" },
  },
  ref_outside: {
    ...mended(
      `
paths:
  /orders:
    $ref: ../shared/orders.yaml # here`,
      ["../shared/orders.yaml", "orders.yaml"],
    ),
    files: { "orders.yaml": "get: { operationId: listOrders }\n" },
  },
  ref_unreadable: { untold: "it takes a file that the user who runs this may not read, or a folder" },
  too_many_files: { untold: "it takes more than 1,000 files" },
  dangling_ref: mended(
    `
x-items:
  orders:
    get: { operationId: listOrders }
paths:
  /orders:
    $ref: "#/x-items/order" # here`,
    ["x-items/order", "x-items/orders"],
  ),
  cyclic_ref: mended(
    `
x-items:
  orders:
    $ref: "#/x-items/sales" # here
  sales:
    $ref: "#/x-items/orders"
paths:
  /orders:
    $ref: "#/x-items/orders"`,
    ['  sales:\n    $ref: "#/x-items/orders"', "  sales:\n    get: { operationId: listOrders }"],
  ),
  ref_misplaced: mended(
    `
x-items:
  orders:
    get: { operationId: listOrders }
paths:
  /orders:
    $ref: "#/x-items/orders"
    post: { operationId: addOrder } # here`,
    ["    post: { operationId: addOrder }", ""],
    [
      "    get: { operationId: listOrders }",
      "    get: { operationId: listOrders }\n    post: { operationId: addOrder }",
    ],
  ),
};
