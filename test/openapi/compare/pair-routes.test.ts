import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairRoutes, shapeOf } from "../../../openapi/compare/pair-routes.ts";
import { buildRouteTable, findRoute } from "../../../openapi/google/route-table.ts";
import type { Method } from "../../../openapi/google/service-config.ts";
import { randomOperations } from "../random-description.ts";

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

/** Every path of up to five segments, with and without a slash or a verb behind it. */
const everyPath = Array.from({ length: 6 }).reduce<string[][]>(
  (lengths) => [...lengths, (lengths.at(-1) ?? []).flatMap((path) => ["a", "b", "z"].map((part) => `${path}/${part}`))],
  [[""]],
);
const requests = everyPath.flat().flatMap((path) => [path || "/", `${path}/`, ...(path ? [`${path}:do`] : [])]);

it("requests that a third template takes from the shorter overlaps of two are found in the longer ones", () => {
  const before = methods("GET /{x}/a/{y=**}", "GET /a/{x}/{y}");
  const after = methods("GET /a/{x=**}", "GET /{x=**}");
  expect(told(before, after)).toContain("GET /{x}/a/{y=**} > GET /a/{x=**}");
});

it("no request changes hands unseen", () => {
  const routes = randomOperations.map((operations) => methods(...operations.map(({ path }) => `GET ${path}`)));
  const unique = routes.map((all) => [...new Map(all.map((method) => [shapeOf(method), method])).values()]);
  fc.assert(
    fc.property(unique, unique, (before, after) => {
      const found = new Set(told(before, after));
      const [old, next] = [buildRouteTable(before), buildRouteTable(after)];
      const taker = (table: typeof old, path: string) => {
        const result = findRoute(table, "GET", path);
        return result.kind === "match" ? result.method.operationId : "-";
      };
      for (const path of requests) {
        const [was, is] = [taker(old, path), taker(next, path)];
        if (was !== is && !found.has(`${was} > ${is}`)) expect.fail(`GET ${path} goes from ${was} to ${is}`);
      }
    }),
    { numRuns: 100 },
  );
});
