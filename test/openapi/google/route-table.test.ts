import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchPathTemplate, PathTemplateError, parsePathTemplate } from "../../../openapi/google/path-template.ts";
import {
  buildRouteTable,
  DuplicateRouteError,
  findRoute,
  type RouteTable,
} from "../../../openapi/google/route-table.ts";
import type { Method } from "../../../openapi/google/service-config.ts";

type Row = { method: string; template: string; id?: string; accepted?: boolean };
type Expected = { status: string | number; id?: string; body?: { message: string } };

interface Cases {
  sort: { patterns: string[]; expected_order: string[] }[];
  sort_duplicate_error: { patterns: string[]; error: string }[];
  trie: { test: string; templates: Row[]; lookups: { method: string; path: string; live_router: Expected }[] }[];
  live_router: {
    route_table: Row[];
    cases: {
      method: string;
      path: string;
      path_options: { normalize_path: boolean };
      expect_status: number;
      matched_template?: string;
    }[];
  };
  live_router_derived: {
    tables: Record<string, Row[]>;
    cases: { table: string; method: string; path: string; expect: Expected }[];
  };
}

const file = new URL("../../../../shared/cases/path-matcher-cases.json", import.meta.url);
const cases: Cases | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

function method({ method: httpMethod, template, id }: Row): Method {
  return {
    selector: `1.test.${id ?? ""}`,
    operationId: id ?? `${httpMethod} ${template}`,
    httpMethod,
    pathTemplate: template,
    apiKeyRequired: false,
    providerIds: [],
    metricCosts: {},
  };
}

function rows(...patterns: string[]): Row[] {
  return patterns.map((pattern) => {
    const [httpMethod = "", template = ""] = pattern.split(" ");
    return { method: httpMethod, template };
  });
}

function table(...patterns: string[]): RouteTable {
  return buildRouteTable(rows(...patterns).map(method));
}

function outcome(routes: RouteTable, httpMethod: string, path: string): string {
  const found = findRoute(routes, httpMethod, path);
  if (found.kind === "match") return found.method.operationId;
  return found.kind === "method_not_allowed" ? `405 ${found.template}` : "404";
}

describe("order", () => {
  it.each([
    [
      ["GET /**", "GET /a/b", "GET /a", "GET /*"],
      ["GET /a", "GET /a/b", "GET /*", "GET /**"],
    ],
    [
      ["GET /**", "GET /**/a", "GET /**:v"],
      ["GET /**/a", "GET /**:v", "GET /**"],
    ],
    [
      ["* /a", "PUT /a", "GET /a"],
      ["GET /a", "PUT /a", "* /a"],
    ],
    [
      ["GET /a/{y}:v", "GET /a/{y}"],
      ["GET /a/{y}", "GET /a/{y}:v"],
    ],
  ])("%j", (given, expected) => {
    expect(table(...given).order.map(({ operationId }) => operationId)).toEqual(expected);
  });

  it("refuses two operations that only differ in their variables' names", () => {
    expect(() => table("GET /a/{id}", "GET /a/{name=*}")).toThrow(DuplicateRouteError);
    expect(() => table("GET /a/{id}", "GET /a/{name=*}")).toThrow("duplicate http pattern `GET /a/{name=*}`");
  });

  it("refuses a template outside the grammar", () => {
    expect(() => table("GET /a/")).toThrow(PathTemplateError);
  });
});

describe("finding", () => {
  const routes = table("GET /shelves/special", "DELETE /shelves/{shelf}", "GET /a:read", "POST /a/read", "GET /");

  it.each([
    ["GET", "/shelves/special", "GET /shelves/special"],
    ["DELETE", "/shelves/special", "DELETE /shelves/{shelf}"],
    ["PUT", "/shelves/special", "405 /shelves/special"],
    ["PUT", "/shelves/other", "405 /shelves/{shelf}"],
    ["HEAD", "/shelves/special", "405 /shelves/special"],
    ["GET", "/nothing", "404"],
    ["GET", "/a:read", "GET /a:read"],
    ["POST", "/a/read", "POST /a/read"],
    ["GET", "/a/read", "405 /a/read"],
    ["GET", "/", "GET /"],
    ["GET", "*", "404"],
    ["GET", "", "404"],
  ])("%s %s is %s", (httpMethod, path, expected) => {
    expect(outcome(routes, httpMethod, path)).toBe(expected);
  });

  it("agrees with trying one route after the other", () => {
    const segment = fc.constantFrom("a", "b", "*", "{x}", "{y=**}", "**", "a:v");
    const template = fc
      .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.constantFrom("", "", ":v"))
      .map(([segments, verb]) => `/${segments.join("/")}${verb}`);
    const row = fc.record({ method: fc.constantFrom("GET", "POST", "*"), template });
    const path = fc
      .array(fc.constantFrom("a", "b", "v", ":v", "a:v", "", "*", "**"), { minLength: 1, maxLength: 6 })
      .map((parts) => `/${parts.join("/")}`);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.array(path, { minLength: 1 }), (given, paths) => {
        let routes: RouteTable;
        try {
          routes = buildRouteTable(given.map(method));
        } catch {
          return;
        }
        for (const one of paths) {
          const matching = routes.order.filter((m) => matchPathTemplate(parsePathTemplate(m.pathTemplate), one));
          const served = matching.find((m) => m.httpMethod === "GET" || m.httpMethod === "*");
          const refused = matching[0] === undefined ? "404" : `405 ${matching[0].pathTemplate}`;
          expect(outcome(routes, "GET", one)).toBe(served?.operationId ?? refused);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("tests the patterns of one branch only, however many routes there are", () => {
    const many = table(...Array.from({ length: 1000 }, (_, i) => `GET /v1/things${i}/{id}`));
    expect(outcome(many, "GET", "/v1/things999/7")).toBe("GET /v1/things999/{id}");
    expect(many.root.children.get("v1")?.children.get("things999")?.open).toEqual([]);
  });
});

describe.skipIf(cases === undefined)("published cases", () => {
  it("sorts alike", () => {
    for (const { patterns, expected_order } of cases?.sort ?? []) {
      // The published order names its patterns in Google's long form.
      const long = table(...patterns).order.map(({ operationId }) => operationId.replace(/\{([^=}]+)\}/g, "{$1=*}"));
      expect(long).toEqual(expected_order);
    }
    for (const { patterns, error } of cases?.sort_duplicate_error ?? []) {
      expect(() => table(...patterns)).toThrow(error);
    }
  });

  it("finds what the router finds, lookup by lookup", () => {
    for (const { test, templates, lookups } of cases?.trie ?? []) {
      const accepted = templates.filter(({ accepted }) => accepted !== false);
      for (const row of templates.filter(({ accepted }) => accepted === false)) {
        expect(() => buildRouteTable([...accepted, row].map(method)), row.template).toThrow();
      }
      const routes = buildRouteTable(accepted.map(method));
      for (const { method: httpMethod, path, live_router: expected } of lookups) {
        const found = findRoute(routes, httpMethod, path.split("?")[0] ?? "");
        const label = `${test} ${httpMethod} ${path}`;
        expect(found.kind === "match" ? found.method.operationId : undefined, label).toBe(expected.id ?? undefined);
      }
    }
  });

  it("routes the integration tables alike", () => {
    const routes = buildRouteTable((cases?.live_router.route_table ?? []).map(method));
    for (const { method: httpMethod, path, path_options, expect_status, matched_template } of cases?.live_router
      .cases ?? []) {
      if (path_options.normalize_path) continue;
      const found = findRoute(routes, httpMethod, path.split("?")[0] ?? "");
      const label = `${httpMethod} ${path}`;
      expect(found.kind, label).toBe(
        expect_status === 200 ? "match" : expect_status === 404 ? "not_found" : "method_not_allowed",
      );
      if (matched_template !== undefined)
        expect(found.kind === "match" && found.template.text, label).toBe(matched_template);
    }
    for (const { table: name, method: httpMethod, path, expect: expected } of cases?.live_router_derived.cases ?? []) {
      const found = findRoute(
        buildRouteTable((cases?.live_router_derived.tables[name] ?? []).map(method)),
        httpMethod,
        path,
      );
      const label = `${name} ${httpMethod} ${path}`;
      if (expected.status === "route")
        expect(found.kind === "match" && found.method.operationId, label).toBe(expected.id);
      else if (expected.status === 404) expect(found.kind, label).toBe("not_found");
      else
        expect(expected.body?.message, label).toContain(
          found.kind === "method_not_allowed" ? `"${found.template}"` : "?",
        );
    }
  });
});
