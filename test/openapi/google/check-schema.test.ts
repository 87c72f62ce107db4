import { describe, expect, it } from "vitest";
import { checkSchema } from "../../../openapi/google/check-schema.ts";

const responses = { "200": { description: "OK" } };
const key = { type: "apiKey", name: "x-api-key", in: "header" };
const jwt = { type: "oauth2", flow: "implicit", authorizationUrl: "" };
const parameter = { name: "x", in: "path", required: true, type: "string" };

function document(root: object = {}, operation: object = {}): object {
  return {
    swagger: "2.0",
    info: { title: "", version: "" },
    paths: { "/{x}": { parameters: [parameter], get: { operationId: "a", responses, ...operation } } },
    ...root,
  };
}
const defined = (definition: unknown) => document({ securityDefinitions: { scheme: definition } });

// Each row is what Google's public compiler (api-compiler 0.0.8) takes or refuses.
describe("the Swagger 2.0 schema", () => {
  it.each([
    ["a small document", document()],
    ["empty title and version", document({ info: { title: "", version: "" } })],
    ["extensions everywhere", document({ "x-a": 1, info: { title: "", version: "", "x-b": 1 } }, { "x-c": 1 })],
    ["extensions among the paths", document({ paths: { "x-a": 1, "/a": { "x-b": 1, get: { responses } } } })],
    [
      "schemes of every type",
      document({ securityDefinitions: { key, jwt, basic: { type: "basic", description: "" } } }),
    ],
    ["another flow", defined({ ...jwt, flow: "accessCode", tokenUrl: "https://a.example/token", scopes: {} })],
    ["a response without description", document({}, { responses: { default: {} } })],
    ["a host with a port", document({ host: "a.example:8080", basePath: "/v1" })],
    ["a reference to a parameter", document({}, { parameters: [{ $ref: "#/parameters/x" }] })],
  ])("takes %s", (_, given) => {
    expect(() => checkSchema(given)).not.toThrow();
  });

  it.each([
    ["no object", [], "/: it is no object"],
    ["another version", document({ swagger: "3.0" }), "/swagger"],
    ["a version that is a number", document({ swagger: 2 }), "/swagger"],
    ["no info", document({ info: undefined }), "/info"],
    ["no title", document({ info: { version: "1" } }), "/info"],
    ["a version that is no text", document({ info: { title: "A", version: 1 } }), "/info"],
    ["an unknown field at the root", document({ securitydefinitions: {} }), "securitydefinitions"],
    ["an unknown field in info", document({ info: { title: "A", version: "1", name: "x" } }), "name"],
    ["a host with a scheme", document({ host: "https://a.example" }), "/host"],
    ["an empty host", document({ host: "" }), "/host"],
    ["a base path without slash", document({ basePath: "v1" }), "/basePath"],
    ["no paths", document({ paths: undefined }), "/paths"],
    ["a path without slash", document({ paths: { a: {} } }), "a path starts with /"],
    ["a path item that is a list", document({ paths: { "/a": [] } }), "/a"],
    ["a path item that is a reference", document({ paths: { "/a": { $ref: "#/x" } } }), "/a"],
    ["an unknown method", document({ paths: { "/a": { trace: { responses } } } }), "trace"],
    ["a method in capitals", document({ paths: { "/a": { GET: { responses } } } }), "GET"],
    ["an operation that is null", document({ paths: { "/a": { get: null } } }), "GET /a"],
    ["an unknown field in an operation", document({}, { secured: true }), "secured"],
    ["an operationId that is no text", document({}, { operationId: 5 }), "operationId"],
    ["no responses", document({}, { responses: undefined }), "responses"],
    ["empty responses", document({}, { responses: {} }), "no response"],
    ["responses that only extend", document({}, { responses: { "x-a": 1 } }), "no response"],
    ["an odd status", document({}, { responses: { "2XX": { description: "OK" } } }), "2XX"],
    ["definitions that are null", document({ securityDefinitions: null }), "/securityDefinitions"],
    ["a definition that is null", defined(null), "/securityDefinitions/scheme"],
    ["a type in capitals", defined({ ...jwt, type: "OAuth2" }), "type or flow"],
    ["a type of OpenAPI 3", defined({ type: "http", scheme: "bearer" }), "type or flow"],
    ["no flow", defined({ ...jwt, flow: undefined }), "type or flow"],
    ["no authorizationUrl", defined({ ...jwt, authorizationUrl: undefined }), "authorizationUrl"],
    ["a flow's URL too many", defined({ ...jwt, tokenUrl: "" }), "tokenUrl"],
    ["a key without place", defined({ ...key, in: undefined }), "in is missing"],
    ["a key in a cookie", defined({ ...key, in: "cookie" }), "neither header nor query"],
    ["an unknown field in a scheme", defined({ ...key, format: "x" }), "format"],
    ["parameters that are an object", document({}, { parameters: { x: parameter } }), "parameters"],
    ["a parameter without type", document({}, { parameters: [{ ...parameter, type: undefined }] }), "no type"],
    ["a body without schema", document({}, { parameters: [{ name: "b", in: "body" }] }), "no schema"],
    [
      "a path's parameter that is not required",
      document({}, { parameters: [{ ...parameter, required: false }] }),
      "not required",
    ],
    ["a parameter twice", document({}, { parameters: [parameter, parameter] }), "twice"],
  ])("refuses %s", (_, given, why) => {
    expect(() => checkSchema(given)).toThrow(
      expect.objectContaining({ code: "invalid_document", message: expect.stringContaining(why) }),
    );
  });
});
