import { describe, expect, it } from "vitest";
import { takenHeader } from "../../../openapi/description/taken-headers.ts";
import { codes, compileText, described } from "../settings.ts";

const operation = (extras: object) => ({ operationId: "a", security: [{ own: [] }], ...extras });
const run = (extras: object, root: object = {}) => compileText(described({ "/a": { get: operation(extras) } }, root));
const answers = (type: string) => ({ responses: { "200": { description: "OK", content: { [type]: {} } } } });

describe("requests and answers that a gateway cannot pass on", () => {
  it.each<[string, object, object, string[]]>([
    ["a JSON answer", answers("application/json"), {}, []],
    ["a stream of events", answers("text/event-stream"), {}, ["event_stream"]],
    ["a stream with parameters", answers("text/event-stream; charset=utf-8"), {}, ["event_stream"]],
    [
      "a stream behind a reference",
      { responses: { "200": { $ref: "#/x-stream" } } },
      { "x-stream": { content: { "text/event-stream": {} } } },
      ["event_stream"],
    ],
    [
      "a reference to nowhere, which Google does not follow either",
      { responses: { "200": { $ref: "#/x-none" } } },
      {},
      [],
    ],
    ["a reference in a circle", { responses: { "200": { $ref: "#/x-a" } } }, { "x-a": { $ref: "#/x-a" } }, []],
    ["a WebSocket by status", { responses: { "101": { description: "Switching" } } }, {}, ["websocket"]],
    ["a WebSocket by header", { parameters: [{ name: "Upgrade", in: "header" }] }, {}, ["websocket"]],
    ["gRPC", answers("application/grpc+proto"), {}, ["grpc"]],
    ["gRPC in the request", { requestBody: { content: { "application/grpc": {} } } }, {}, ["grpc"]],
    ["gRPC-Web's JSON neighbour", answers("application/grpcish"), {}, []],
    ["calls out", { callbacks: { done: {} } }, { webhooks: {} }, ["calls_out_ignored", "calls_out_ignored"]],
  ])("%s", (_, extras, root, expected) => expect(codes(run(extras, root), "note")).toEqual(expected));

  it("are found in `produces` of Swagger 2.0, at either level", () => {
    const swagger = (root: object, extras: object) =>
      JSON.stringify({
        swagger: "2.0",
        info: { title: "a", version: "1" },
        securityDefinitions: { own: { type: "oauth2", "x-latchkey-issuer": "own" } },
        paths: { "/a": { get: operation(extras) } },
        ...root,
      });
    const produces = ["application/json", "text/event-stream"];
    for (const text of [swagger({ produces }, {}), swagger({}, { produces })]) {
      const [finding, ...more] = compileText(text).findings;
      expect(finding).toMatchObject({
        code: "event_stream",
        place: { pointer: expect.stringMatching(/\/produces\/1$/) },
      });
      expect(more).toEqual([]);
    }
  });
});

describe("header parameters", () => {
  const header = (name: string) => ({ name, in: "header" });

  it.each<[string, string[]]>([
    ["X-Tenant", []],
    ["x_tenant", ["header_underscore"]],
    ["Authorization", ["header_taken"]],
    ["X-Apigateway-Api-Userinfo", ["header_taken"]],
    ["x-http-method-override", ["header_taken"]],
    ["X-Serverless-Authorization", ["header_taken"]],
    ["X-Goog-Iap-Jwt-Assertion", ["header_taken"]],
    ["X-API-Key", []],
    ["X-Hostname", []],
  ])("%s", (name, expected) => expect(codes(run({ parameters: [header(name)] }), "note")).toEqual(expected));

  it("of one name are told once, with how often it stands", () => {
    const item = (operationId: string) => ({ get: { ...operation({ parameters: [header("x_a")] }), operationId } });
    const { findings } = compileText(described({ "/a": item("a"), "/b": item("b"), "/c": item("c") }));
    expect(findings.map(({ message }) => message)).toEqual([
      "header `x_a` has an underscore, here and at 2 other places",
    ]);
  });

  it("shared by reference stand at one place", () => {
    const item = (operationId: string) => ({ get: { ...operation({ parameters: [{ $ref: "#/x-p" }] }), operationId } });
    const { findings } = compileText(described({ "/a": item("a"), "/b": item("b") }, { "x-p": header("x_a") }));
    expect(findings.map(({ message }) => message)).toEqual(["header `x_a` has an underscore"]);
  });

  it("in the query or a cookie are left alone", () => {
    const parameters = ["query", "cookie"].map((where) => ({ name: "a_b", in: where }));
    expect(codes(run({ parameters }), "note")).toEqual([]);
  });

  it("are matched whole and in any letter case", () => {
    expect(takenHeader("HOST")).toBeDefined();
    expect(takenHeader("x-host")).toBeUndefined();
    expect(takenHeader("proxy-authorization")).toBeUndefined();
  });
});
