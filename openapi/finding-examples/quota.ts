import { mended } from "./example.ts";

const oneDoor = { doors: ["main"] as const };
const limits = "quota: { limits: { readsPerMinute: { metric: reads, values: 1000 } } }";
const management = `x-google-api-management:\n  metrics: { reads: {} }\n  ${limits}`;
const get = "paths:\n  /orders:\n    get:\n      operationId: listOrders";
const metered = `${get}\n      security: [{ key: [], token: [] }]\n      x-google-quota: { metricCosts: { reads: 1 } }`;

export const quotaExamples = {
  undefined_metric: {
    ...mended(
      `${management}
${metered.replace("{ metricCosts: { reads: 1 } }", "\n        metricCosts:\n          raeds: 1 # here")}`,
      ["raeds", "reads"],
    ),
    settings: oneDoor,
  },
  quota_without_key: {
    ...mended(
      `${management}
${metered.replace("{ key: [], token: [] }", "{ token: [] }").replace("get:", "get: # here")}`,
      ["{ token: [] }", "{ key: [], token: [] }"],
    ),
    settings: oneDoor,
  },
  quota_shared: {
    ...mended(
      `${management.replace("management:", "management: # here")}\n${metered}`,
      [`${management}\n`, ""],
      ["\n      x-google-quota: { metricCosts: { reads: 1 } }", ""],
    ),
    settings: oneDoor,
  },
  quota_doubled: {
    ...mended(`${management.replace("management:", "management: # here")}\n${metered}`),
    fixedSettings: oneDoor,
  },
  quota_never_enough: {
    ...mended(
      `${management.replace("1000", "10")}\n${metered.replace("reads: 1", "reads: 50").replace("get:", "get: # here")}`,
      ["values: 10", "values: 500"],
    ),
    settings: oneDoor,
  },
  metric_without_limit: {
    ...mended(`${management.replace(`\n  ${limits}`, "").replace("management:", "management: # here")}\n${metered}`, [
      "metrics: { reads: {} }",
      `metrics: { reads: {} }\n  ${limits}`,
    ]),
    settings: oneDoor,
  },
};
