import { describe, expect, it } from "vitest";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import { codes, compileText } from "../settings.ts";

const key = { type: "apiKey", in: "header", name: "x-api-key" };
const info = { title: "Orders", version: "1.0.0" };
const operation = (costs: object) => ({
  operationId: "listOrders",
  security: [{ key: [] }],
  "x-google-quota": { metricCosts: costs },
});

/** The same quota in Swagger 2.0's words, with changes to metric, limit and costs. */
function swagger(limit: object = {}, costs: object = { reads: 1 }): string {
  return JSON.stringify({
    swagger: "2.0",
    info,
    securityDefinitions: { key },
    "x-google-management": {
      metrics: [{ name: "reads", displayName: "Reads", valueType: "INT64", metricKind: "DELTA" }],
      quota: {
        limits: [
          { name: "readsPerMinute", metric: "reads", unit: "1/min/{project}", values: { STANDARD: 100 }, ...limit },
        ],
      },
    },
    paths: { "/orders": { get: operation(costs) } },
  });
}

const openapi = JSON.stringify({
  openapi: "3.0.4",
  info,
  components: { securitySchemes: { key } },
  "x-google-api-management": {
    metrics: { reads: { displayName: "Reads" } },
    quota: { limits: { readsPerMinute: { metric: "reads", values: 100 } } },
  },
  paths: { "/orders": { get: operation({ reads: 1 }) } },
});

const oneDoor = { doors: ["main"] } as const;

describe("quotas", () => {
  it("are the same in both generations of OpenAPI", () => {
    const [old, recent] = [compileText(swagger(), oneDoor), compileText(openapi, oneDoor)];
    expect(codes(old, "warning")).toEqual([]);
    expect(old.documents).toEqual(recent.documents);
    expect(JSON.parse(old.documents.main ?? "")["x-google-management"]).toEqual({
      metrics: [{ name: "reads", displayName: "Reads", valueType: "INT64", metricKind: "DELTA" }],
      quota: {
        limits: [{ name: "readsPerMinute", metric: "reads", unit: "1/min/{project}", values: { STANDARD: 100 } }],
      },
    });
  });

  it("come back from the document as they were described", () => {
    expect(compileDocument(compileText(swagger()).documents.main ?? "")).toMatchObject({
      quotaLimits: [{ name: "readsPerMinute", metric: "reads", perMinute: 100 }],
      methods: [{ metricCosts: { reads: 1 } }],
    });
  });

  it.each([
    ["a limit of an undefined metric", { metric: "writes" }, undefined, "undefined_metric"],
    ["a limit without metric", { metric: undefined }, undefined, "undefined_metric"],
    ["a limit that is no number", { values: { STANDARD: "many" } }, undefined, "wrong_type"],
    ["a limit below zero", { values: { STANDARD: -1 } }, undefined, "wrong_type"],
    ["a limit per day", { unit: "1/d/{project}" }, undefined, "wrong_type"],
    ["a limit without name", { name: "" }, undefined, "wrong_type"],
    ["a limit's name with a space", { name: "per minute" }, undefined, "wrong_type"],
    ["a limit's name with an underscore", { name: "per_minute" }, undefined, "wrong_type"],
    ["a limit's name of 65 characters", { name: "a".repeat(65) }, undefined, "wrong_type"],
    ["a cost of an undefined metric", {}, { writes: 1 }, "undefined_metric"],
    ["a cost of zero", {}, { reads: 0 }, "wrong_type"],
    ["a cost of a half", {}, { reads: 0.5 }, "wrong_type"],
  ])("refuse %s", (_, limit, costs, code) => {
    expect(codes(compileText(swagger(limit, costs)))).toEqual([code]);
  });

  it.each(["", "100%"])("refuse a metric called `%s`", (name) => {
    expect(codes(compileText(swagger({ metric: name }, {}).replace('"name":"reads"', `"name":"${name}"`)))).toEqual([
      "wrong_type",
    ]);
  });

  it("refuse two limits of one name", () => {
    const limit = '{"name":"readsPerMinute","metric":"reads","unit":"1/min/{project}","values":{"STANDARD":100}}';
    expect(codes(compileText(swagger().replace(limit, `${limit},${limit}`)))).toEqual(["wrong_type"]);
  });

  it("mark the door as one with keys even where only a token is demanded", () => {
    const text = openapi
      .replace('"security":[{"key":[]}]', '"security":[{"own":[]}]')
      .replace('"key":{', '"own":{"type":"http","scheme":"bearer"},"key":{');
    const compilation = compileText(text);
    expect(codes(compilation, "warning")).toEqual(["quota_without_key"]);
    expect(compilation.doorsWithKeys).toEqual(["main", "second"]);
  });
});
