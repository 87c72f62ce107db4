import { describe, expect, it } from "vitest";
import { pairRoutes } from "../../../openapi/compare/pair-routes.ts";
import type { Method } from "../../../openapi/google/service-config.ts";

function methods(...routes: string[]): Method[] {
  return routes.map((route) => {
    const [httpMethod = "", pathTemplate = ""] = route.split(" ");
    const operationId = route;
    return {
      selector: route,
      operationId,
      httpMethod,
      pathTemplate,
      apiKeyRequired: true,
      providerIds: [],
      metricCosts: {},
    };
  });
}
const told = (before: Method[], after: Method[]) =>
  pairRoutes(before, after)
    .map((pair) => `${pair.before?.operationId ?? "-"} > ${pair.after?.operationId ?? "-"}`)
    .sort();

describe("requests", () => {
  it("stay with their operation where routes are equal, whatever the variables are called", () => {
    expect(told(methods("GET /a/{id}", "POST /a"), methods("POST /a", "GET /a/{order}"))).toEqual([
      "GET /a/{id} > GET /a/{order}",
      "POST /a > POST /a",
    ]);
  });

  it("pass to a more specific operation that comes, and the others stay", () => {
    expect(told(methods("GET /{path=**}"), methods("GET /{path=**}", "GET /a"))).toEqual([
      "GET /{path=**} > GET /a",
      "GET /{path=**} > GET /{path=**}",
    ]);
  });

  it("fall through to a less specific operation when theirs goes", () => {
    expect(told(methods("GET /{path=**}", "GET /a"), methods("GET /{path=**}"))).toEqual([
      "GET /a > GET /{path=**}",
      "GET /{path=**} > GET /{path=**}",
    ]);
  });

  it("are found where two templates only overlap", () => {
    expect(told(methods("GET /a/{x}", "GET /{y}/b"), methods("GET /{y}/b"))).toEqual([
      "GET /a/{x} > -",
      "GET /a/{x} > GET /{y}/b",
      "GET /{y}/b > GET /{y}/b",
    ]);
  });

  it("that nothing took before or takes after have one side only", () => {
    expect(told(methods("GET /a"), methods("POST /b"))).toEqual(["- > POST /b", "GET /a > -"]);
  });

  it("are shown by one of them", () => {
    const [pair] = pairRoutes(methods("GET /a/{x}"), []);
    expect(pair?.request).toBe("GET /a/w0");
  });
});
