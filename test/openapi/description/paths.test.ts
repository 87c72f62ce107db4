import { describe, expect, it } from "vitest";
import { codes, compileText, described } from "../settings.ts";

const security = [{ key: [] }];
const paths = (text: string) => compileText(text).operations.map(({ pathTemplate }) => pathTemplate);
const under = (path: string, extras: object = {}, operation: object = {}) =>
  described({ [path]: { get: { operationId: "a", security, ...operation } } }, extras);

describe("base paths", () => {
  it.each<[string, object[], string]>([
    ["a relative server", [{ url: "/v1" }], "/v1/a"],
    ["a whole URL", [{ url: "https://api.example.com/v1/" }], "/v1/a"],
    ["a URL without path", [{ url: "https://api.example.com" }], "/a"],
    [
      "variables with defaults",
      [{ url: "https://{host}/{v}", variables: { host: { default: "h" }, v: { default: "v2" } } }],
      "/v2/a",
    ],
    ["the marked server of several", [{ url: "/v1" }, { url: "/v2", "x-google-endpoint": {} }], "/v2/a"],
    ["a server without a leading slash", [{ url: "v3" }], "/v3/a"],
    ["no server", [], "/a"],
  ])("come from %s", (_, servers, expected) => {
    expect(paths(under("/a", { servers }))).toEqual([expected]);
  });

  it("come from basePath in Swagger 2.0", () => {
    const text = JSON.stringify({
      swagger: "2.0",
      info: { title: "a", version: "b" },
      basePath: "/v1/",
      securityDefinitions: { key: { type: "apiKey", in: "header", name: "x-api-key" } },
      paths: { "/": { get: { operationId: "root", security } }, "/a": { get: { operationId: "a", security } } },
    });
    expect(paths(text)).toEqual(["/v1", "/v1/a"]);
  });
});

describe("paths", () => {
  it.each([
    ["/", "/"],
    ["/orders/", "/orders"],
    ["/orders/{orderId}", "/orders/{order_id}"],
    ["/orders/{order-id}:cancel", "/orders/{orderid}:cancel"],
    ["/files/{filePath=**}", "/files/{file_path=**}"],
    ["/files/**", "/files/**"],
    ["/users/{user.name}", "/users/{username}"],
    ["/users/{user.name=**}", "/users/{username=**}"],
  ])("%s are served as %s", (written, expected) => {
    expect(paths(under(written))).toEqual([expected]);
  });

  it("take several segments where a parameter's pattern says so", () => {
    const parameters = [{ name: "rest", in: "path", "x-google-parameter": { pattern: "**" } }];
    expect(paths(under("/files/{rest}", {}, { parameters }))).toEqual(["/files/{rest=**}"]);
  });

  it.each(["/a=b", "/{x=a=b}", "/orders:a=b", "/orders:*"])(
    "cannot be %s, which Google's compiler refuses",
    (written) => {
      expect(codes(compileText(under(written)))).toEqual(["bad_path"]);
    },
  );

  it("cannot have an equals sign in the base path", () => {
    expect(codes(compileText(under("/a", { servers: [{ url: "/a=b" }] })))).toEqual(["bad_path"]);
  });

  it("take one segment where only a query parameter of the same name says several", () => {
    const parameters = [{ name: "id", in: "query", "x-google-parameter": { pattern: "**" } }];
    expect(paths(under("/orders/{id}", {}, { parameters }))).toEqual(["/orders/{id}"]);
  });

  it("keep one path object for two spellings of one path", () => {
    const compilation = compileText(
      described({ "/a": { get: { operationId: "a", security } }, "/a/": { put: { operationId: "b", security } } }),
    );
    const { paths: emitted } = JSON.parse(compilation.documents.main ?? "{}");
    expect(Object.keys(emitted)).toEqual(["/a"]);
    expect(Object.keys(emitted["/a"])).toEqual(["get", "put"]);
  });
});

describe("operation ids", () => {
  it("are made from method and path, apart from ids that are written", () => {
    const { operations } = compileText(
      described({
        "/a-b": { get: { security } },
        "/a/b": { get: { security } },
        "/c": { get: { operationId: "Get_a_b", security } },
      }),
    );
    expect(operations.map(({ operationId }) => operationId)).toEqual(["get_a_b_2", "get_a_b_3", "Get_a_b"]);
  });

  it("are made silently for the catch-all", () => {
    const compilation = compileText(described({}, { "x-latchkey-catch-all": true, security }));
    expect(codes(compilation, "warning")).toEqual([]);
    expect(compilation.operations[0]?.operationId).toBe("get_catch_all");
  });
});
