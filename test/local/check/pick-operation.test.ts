import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pickOperation, witnessPath } from "../../../local/check/pick-operation.ts";
import { buildRouteTable, findRoute } from "../../../openapi/google/route-table.ts";
import type { JwtProvider, Method, ServiceConfig } from "../../../openapi/google/service-config.ts";

const provider = (id: string, issuer: string): JwtProvider => ({ id, issuer, audiences: [], locations: [] });
const method = (httpMethod: string, pathTemplate: string, rest: Partial<Method> = {}): Method => ({
  selector: pathTemplate,
  operationId: `${httpMethod} ${pathTemplate}`,
  httpMethod,
  pathTemplate,
  apiKeyRequired: false,
  providerIds: [],
  metricCosts: {},
  ...rest,
});
const config = (...methods: Method[]): ServiceConfig => ({
  providers: [provider("own", "https://own"), provider("other", "https://other")],
  methods,
  allowCors: false,
  quotaLimits: [],
});
const key = { apiKeyRequired: true };
const own = { providerIds: ["own"] };
const pick = (demand: "key" | "token", ...methods: Method[]) =>
  pickOperation(config(...methods), demand, "https://own");

describe("the operation a credential is tried on", () => {
  test.each([
    ["one that demands it", pick("key", method("GET", "/open"), method("GET", "/a", key)), "/a"],
    [
      "one that demands nothing else",
      pick("key", method("GET", "/both", { ...key, ...own }), method("POST", "/a", key)),
      "/a",
    ],
    ["rather a GET", pick("token", method("POST", "/post", own), method("GET", "/get", own)), "/get"],
    ["rather without variables", pick("token", method("GET", "/a/{id}", own), method("GET", "/a", own)), "/a"],
    [
      "one of several issuers, where ours is among them",
      pick("token", method("GET", "/any", { providerIds: ["other", "own"] })),
      "/any",
    ],
  ])("is %s", (_, target, path) => expect(target?.path).toBe(path));

  test("tells what else it demands", () => {
    expect(pick("key", method("GET", "/both", { ...key, ...own }))).toEqual({
      method: "GET",
      path: "/both",
      needsKey: true,
      needsToken: true,
    });
  });

  test.each([
    ["nothing demands it", pick("key", method("GET", "/a", own))],
    ["it takes only tokens of somebody else", pick("token", method("GET", "/a", { providerIds: ["other"] }))],
    [
      "a key alone does not open it, and the token is somebody else's",
      pick("key", method("GET", "/a", { ...key, providerIds: ["other"] })),
    ],
  ])("is none when %s", (_, target) => expect(target).toBeUndefined());
});

describe("a path that a template matches", () => {
  test.each([
    ["/", "/"],
    ["/orders/{id}", "/orders/1"],
    ["/a/{b}/{c=**}", "/a/1/hello"],
    ["/{path=**}", "/hello"],
    ["/files/*/**", "/files/1/hello"],
    ["/v1/{name=shelves/*}:read", "/v1/shelves/1:read"],
  ])("%s: %s", (template, path) => expect(witnessPath(template)).toBe(path));

  test("is one that the gateway routes to it", () => {
    const segment = fc.constantFrom("orders", "v1", "{id}", "{other}", "a.b");
    fc.assert(
      fc.property(fc.uniqueArray(segment, { minLength: 1, maxLength: 4 }), fc.boolean(), (segments, isCatchAll) => {
        const template = `/${[...segments, ...(isCatchAll ? ["{rest=**}"] : [])].join("/")}`;
        const found = findRoute(buildRouteTable([method("GET", template)]), "GET", witnessPath(template));
        expect(found.kind).toBe("match");
      }),
    );
  });
});
