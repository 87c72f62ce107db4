import { describe, expect, it } from "vitest";
import {
  compareLimits,
  compareOperations,
  movedKeySets,
  tellBackendChanges,
  tellCostChanges,
} from "../../../openapi/compare/compare-operations.ts";
import type { Backend, Method } from "../../../openapi/google/service-config.ts";

const backend: Backend = {
  address: "https://a.example",
  pathTranslation: "APPEND_PATH_TO_ADDRESS",
  jwtAudience: "https://a.example",
  disableAuth: false,
  deadlineSeconds: 15,
  protocol: "http/1.1",
};
const method = (more: Partial<Method> = {}): Method => ({
  selector: "1.x.M",
  operationId: "m",
  httpMethod: "GET",
  pathTemplate: "/orders/{id}",
  apiKeyRequired: true,
  providerIds: [],
  metricCosts: {},
  backend,
  ...more,
});

describe("operations", () => {
  it("are the same ones when they take the same requests", () => {
    const [before, after] = [method(), method({ pathTemplate: "/orders/{order}", operationId: "n" })];
    expect(compareOperations([before], [after])).toEqual({ added: [], removed: [], kept: [{ before, after }] });
  });

  it("come and go with their method or path", () => {
    const [before, after] = [method(), method({ httpMethod: "POST" })];
    expect(compareOperations([before], [after])).toEqual({ added: [after], removed: [before], kept: [] });
  });
});

describe("what became different about a backend", () => {
  const told = (changed: Partial<Backend>, more: Partial<Method> = {}) =>
    tellBackendChanges({ before: method(), after: method({ backend: { ...backend, ...changed }, ...more }) });

  it.each<[Partial<Backend>, string[]]>([
    [{}, []],
    [{ address: "https://b.example" }, ["address was https://a.example and becomes https://b.example"]],
    [{ jwtAudience: "b" }, ["audience of its ID token was https://a.example and becomes b"]],
    [{ deadlineSeconds: 30 }, ["deadline in seconds was 15 and becomes 30"]],
    [{ protocol: "h2" }, ["protocol was http/1.1 and becomes h2"]],
    [
      { pathTranslation: "CONSTANT_ADDRESS" },
      ["path translation was APPEND_PATH_TO_ADDRESS and becomes CONSTANT_ADDRESS"],
    ],
  ])("%j", (changed, expected) => expect(told(changed)).toEqual(expected));

  it("is the query as well, where a constant address gets variables by name", () => {
    const constant = { backend: { ...backend, pathTranslation: "CONSTANT_ADDRESS" } } as const;
    const pair = { before: method(constant), after: method({ ...constant, pathTemplate: "/orders/{order}" }) };
    expect(tellBackendChanges(pair)).toEqual([
      "path, whose variables become a query, was /orders/{id} and becomes /orders/{order}",
    ]);
    expect(told({}, { pathTemplate: "/orders/{order}" })).toEqual([]);
  });
});

describe("quotas", () => {
  it("cost differently by metric", () => {
    const pair = {
      before: method({ metricCosts: { reads: 1, old: 1 } }),
      after: method({ metricCosts: { reads: 2 } }),
    };
    expect(tellCostChanges(pair)).toEqual([
      "cost in reads was 1 and becomes 2",
      "cost in old was 1 and becomes not set",
    ]);
  });

  it("have limits that come, change and go", () => {
    const limit = (name: string, perMinute: number) => ({ name, metric: "m", perMinute });
    expect([...compareLimits([limit("a", 1), limit("b", 1)], [limit("b", 2), limit("c", 3)])]).toEqual([
      ["a", "units a minute was 1 and becomes not set"],
      ["b", "units a minute was 1 and becomes 2"],
      ["c", "units a minute was not set and becomes 3"],
    ]);
  });
});

it("finds issuers whose keys are fetched from elsewhere, under whatever name", () => {
  const provider = (id: string, issuer: string, jwksUri?: string) => ({
    id,
    issuer,
    audiences: [],
    locations: [],
    ...(jwksUri && { jwksUri }),
  });
  expect(
    movedKeySets(
      { providers: [provider("a", "A", "x"), provider("b", "B")], own: "own" },
      { providers: [provider("z", "A", "y"), provider("b", "B"), provider("c", "C", "n")], own: "own" },
    ),
  ).toEqual([{ issuer: "A", before: "x", after: "y" }]);
  expect(
    movedKeySets(
      { providers: [provider("own", "https://old.example", "x")], own: "https://old.example" },
      { providers: [provider("own", "https://new.example", "y")], own: "https://new.example" },
    ),
  ).toEqual([{ issuer: "https://new.example", before: "x", after: "y" }]);
});
