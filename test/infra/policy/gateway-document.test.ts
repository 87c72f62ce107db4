import { describe, expect, test } from "vitest";
import {
  apiConfigType,
  gatewayDocument,
  readGatewayDocument,
  tellMethods,
  writtenOperation,
} from "../../../infra/policy/gateway-document.ts";
import { notYetKnown, type Subject } from "../../../infra/policy/subject.ts";

const document = {
  swagger: "2.0",
  info: { title: "orders", version: "1" },
  paths: {
    "/orders": {
      get: { operationId: "list", security: [], responses: { "200": { description: "OK" } } },
    },
  },
};

describe("a gateway document", () => {
  test("is read as Google reads it", () => {
    const found = gatewayDocument(config(JSON.stringify(document)));
    expect(found?.compiled.methods.map(({ operationId }) => operationId)).toEqual(["list"]);
    expect(found?.written).toEqual(document);
  });

  test("knows the operation a method was written as, and that a made-up method has none", () => {
    const found = gatewayDocument(config(JSON.stringify({ ...document, "x-google-allow": "all" })));
    if (!found) throw new Error("unread");
    const [list, madeUp] = found.compiled.methods;
    expect(list && writtenOperation(found, list)).toEqual(document.paths["/orders"].get);
    expect(madeUp && writtenOperation(found, madeUp)).toBeUndefined();
  });

  test.each([
    ["not JSON", config("swagger: '2.0'"), "not JSON"],
    ["not one Google compiles", config('{"swagger":"2.0"}'), "/info"],
    ["one with a method Google does not know", config(JSON.stringify(document).replace('"get"', '"trace"')), "trace"],
    ["missing", subject({ openapiDocuments: [] }), "0 OpenAPI documents"],
    ["absent altogether", subject({}), "0 OpenAPI documents"],
    ["one of two", subject({ openapiDocuments: [{}, {}] }), "2 OpenAPI documents"],
    ["empty", subject({ openapiDocuments: [{ document: {} }] }), "no contents"],
  ])("that is %s cannot be judged", (_, given, problem) => {
    expect(readGatewayDocument(given)).toEqual({ problem: expect.stringContaining(problem) });
    expect(gatewayDocument(given)).toBeUndefined();
  });

  test.each([
    ["the list", { openapiDocuments: notYetKnown }],
    ["the text", { openapiDocuments: [{ document: { contents: notYetKnown } }] }],
    ["the document", { openapiDocuments: [{ document: notYetKnown }] }],
  ])("is not judged while a preview does not know %s", (_, inputs) => {
    expect(readGatewayDocument(subject(inputs))).toBeUndefined();
  });

  test("is that of API configs only", () => {
    expect(readGatewayDocument({ ...config("{}"), type: "gcp:storage/bucket:Bucket" })).toBeUndefined();
  });
});

test("many methods are told by the first three", () => {
  const methods = ["a", "b", "c", "d", "e"].map((id) => ({
    selector: id,
    operationId: id,
    httpMethod: "GET",
    pathTemplate: `/${id}`,
    apiKeyRequired: false,
    providerIds: [],
    metricCosts: {},
  }));
  expect(tellMethods(methods)).toBe("GET /a, GET /b, GET /c and 2 more");
  expect(tellMethods(methods.slice(0, 1))).toBe("GET /a");
});

function config(text: string): Subject {
  return subject({ openapiDocuments: [{ document: { contents: Buffer.from(text).toString("base64") } }] });
}

function subject(inputs: Record<string, unknown>): Subject {
  return { urn: "urn", type: apiConfigType, name: "main-config", inputs, protect: false };
}
