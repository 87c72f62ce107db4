import { mended } from "./example.ts";

const oneDoor = { doors: ["main"] as const };
const signed = { doors: ["main"] as const, apiKeys: "signed" as const };
const get = "paths:\n  /orders:\n    get:\n      operationId: listOrders";

export const doorExamples = {
  needs_second_door: {
    ...mended(
      `${get}
      security: [{ key: [] }, { token: [] }] # here`,
      ["{ key: [] }, { token: [] }", "{ token: [] }"],
    ),
    settings: oneDoor,
  },
  signed_key_and_token: {
    ...mended(
      `${get}
      security: [{ key: [], token: [] }] # here`,
      ["{ key: [], token: [] }", "{ key: [] }"],
    ),
    settings: signed,
  },
  signed_mix: {
    ...mended(
      `${get}
      security: [{ key: [] }, { token: [] }]
    post:
      operationId: addOrder
      security: [{ key: [] }] # here
  /invoices:
    get:
      operationId: listInvoices
      security: [{ token: [] }] # here`,
      ["[{ key: [] }]", "[{ key: [] }, { token: [] }]"],
    ),
    settings: signed,
  },
  signed_quota: {
    ...mended(
      `x-google-api-management:
  metrics: { reads: {} }
  quota: { limits: { readsPerMinute: { metric: reads, values: 1000 } } }
${get.replace("get:", "get: # here")}
      security: [{ key: [] }]
      x-google-quota: { metricCosts: { reads: 1 } }`,
      ["\n      x-google-quota: { metricCosts: { reads: 1 } }", ""],
    ),
    settings: signed,
  },
};
