import { mended } from "./example.ts";

const long = "a".repeat(101);

export const pathExamples = {
  no_operations: mended("paths: {} # here", ["paths: {}", "paths:\n  /orders:\n    get: { operationId: listOrders }"]),
  bad_path: mended(
    `
paths:
  /orders/no-{number}: # here
    get: { operationId: getOrder }`,
    ["/no-{number}", "/{number}"],
  ),
  path_limit: mended(
    `
paths:
  /orders/{${long}}: # here
    get: { operationId: getOrder }`,
    [long, "orderId"],
  ),
  server_variable: mended(
    `
servers:
  - url: https://api.example.com/{version} # here
    variables: { version: { default: v1 } }`,
    ["{version}\n    variables: { version: { default: v1 } }", "v1"],
  ),
  trailing_slash: mended(
    `
paths:
  /orders/: # here
    get: { operationId: listOrders }`,
    ["/orders/:", "/orders:"],
  ),
  duplicate_route: mended(
    `
paths:
  /orders/{id}:
    get: { operationId: getOrder }
  /orders/{number}:
    get: { operationId: getOrderByNumber } # here`,
    ["/orders/{number}", "/orders/by-number/{number}"],
  ),
  duplicate_operation_id: mended(
    `
paths:
  /invoices:
    get:
      operationId: list
  /orders:
    get:
      operationId: list # here`,
    ["operationId: list\n", "operationId: listInvoices\n"],
    ["/orders:\n    get:\n      operationId: list", "/orders:\n    get:\n      operationId: listOrders"],
  ),
  operation_id_collides: mended(
    `
paths:
  /invoices:
    get:
      operationId: list-all
  /orders:
    get:
      operationId: listall # here`,
    ["list-all", "listInvoices"],
    ["listall", "listOrders"],
  ),
  operation_id_made: mended(
    `
paths:
  /orders:
    get: {} # here`,
    ["get: {}", "get: { operationId: listOrders }"],
  ),
  method_not_served: mended(
    `
paths:
  /orders:
    get: { operationId: listOrders }
    trace: { operationId: traceOrders } # here`,
    ["\n    trace: { operationId: traceOrders }", ""],
  ),
  servers_ignored: mended(
    `
servers: # here
  - url: https://api.example.com/v1
  - url: https://test.example.com`,
    ["\n  - url: https://test.example.com", ""],
  ),
};
