import { describe, expect, it } from "vitest";
import { compilePath } from "../../../openapi/google/compile-path.ts";

const within = (place: string, ...names: string[]) => names.map((name) => ({ name, in: place }));
const compile = (path: string, parameters: object[] = []) => compilePath("/v1", path, parameters, "GET it");

// Each expectation is what Google's public compiler (api-compiler 0.0.8) does.
describe("paths of a gateway document", () => {
  it.each([
    ["/a/b", [], "/v1/a/b"],
    ["/{orderId}/{order-id}:cancel", ["orderId", "order-id"], "/v1/{order_id}/{orderid}:cancel"],
    ["/{user.name}", ["user.name"], "/v1/{username}"],
    ["/{file_path=**}", ["file_path"], "/v1/{file_path=**}"],
    ["/{name=shelves/*/books/*}", ["name"], "/v1/{name=shelves/*/books/*}"],
    ["/**", [], "/v1/**"],
    ["/a:b:c", [], "/v1/a:b:c"],
  ])("%s is compiled", (path, names, expected) => {
    expect(compile(path, within("path", ...names)).pathTemplate).toBe(expected);
  });

  it("keeps the spelling of the document for what is respelt", () => {
    expect(compile("/{orderId}/{id}", within("path", "orderId", "id")).jsonNames).toEqual({ order_id: "orderId" });
    expect(compile("/{id}", within("path", "id"))).toEqual({ pathTemplate: "/v1/{id}" });
  });

  it("takes a query parameter for a path's, but no header", () => {
    expect(compile("/{xY}", within("query", "xY")).pathTemplate).toBe("/v1/{x_y}");
    expect(() => compile("/{xY}", within("header", "xY"))).toThrow(
      expect.objectContaining({ code: "undefined_parameter" }),
    );
  });

  it("takes the root alone as well", () => {
    expect(compilePath("", "/", [], "GET it")).toEqual({ pathTemplate: "/" });
  });
});
