import { mended } from "./example.ts";

const get = "paths:\n  /orders:\n    get:\n      operationId: listOrders";

export const trafficExamples = {
  preflight_refused: mended(
    `${get}
    options: # here
      operationId: preflightOrders`,
    ["preflightOrders", "preflightOrders\n      security: []\n      x-latchkey-public: true"],
  ),
  preflight_missing: mended(
    `${get}
    options:
      operationId: preflightOrders
      security: []
      x-latchkey-public: true
  /invoices:
    get: { operationId: listInvoices } # here`,
    [
      "listInvoices }",
      "listInvoices }\n    options:\n      operationId: preflightInvoices\n      security: []\n      x-latchkey-public: true",
    ],
  ),
  event_stream: mended(
    `${get}
      responses:
        "200":
          description: One event for each new order.
          content:
            text/event-stream: {} # here`,
    ["text/event-stream", "application/json"],
    ["One event for each new order", "The orders since the last call"],
  ),
  websocket: mended(
    `${get}
      responses:
        "101": { description: Switches to a WebSocket. } # here`,
    ['"101": { description: Switches to a WebSocket. }', '"200": { description: The orders since the last call. }'],
  ),
  grpc: mended(
    `${get}
      requestBody:
        content:
          application/grpc: {} # here`,
    ["application/grpc", "application/json"],
  ),
  header_underscore: mended(
    `${get}
      parameters:
        - { name: customer_id, in: header } # here`,
    ["customer_id", "customer-id"],
  ),
  header_taken: mended(
    `${get}
      parameters:
        - { name: X-Forwarded-Authorization, in: header } # here`,
    ["X-Forwarded-Authorization", "X-Acting-For"],
  ),
};
