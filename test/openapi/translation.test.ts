import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carried, judgeRequests } from "./judge-requests.ts";
import { pathsOf, randomOperations } from "./random-description.ts";
import { compileText, described } from "./settings.ts";

describe("translation", () => {
  it("accepts no request more and no request less than described, over both doors", () => {
    expect(judgeRequests(60)).toBeGreaterThan(10_000);
  });

  it("gives the same bytes however the description is ordered", () => {
    fc.assert(
      fc.property(randomOperations, fc.infiniteStream(fc.nat()), (operations, keys) => {
        const text = described(pathsOf(operations));
        const shuffled = JSON.stringify(shuffle(JSON.parse(text), keys));
        expect(compileText(shuffled).documents).toEqual(compileText(text).documents);
      }),
      { numRuns: 60 },
    );
  });

  it("changes nothing at main for other operations when one gains an alternative", () => {
    fc.assert(
      fc.property(randomOperations, fc.nat(), (operations, pick) => {
        const chosen = operations[pick % operations.length];
        const widened = operations.map((operation) =>
          operation === chosen && operation.security.length > 0
            ? { ...operation, security: [...operation.security, ["key"], ["own"]].filter(unique) }
            : operation,
        );
        const before = carried(compileText(described(pathsOf(operations))).documents.main);
        const after = carried(compileText(described(pathsOf(widened))).documents.main);
        const others = (all: typeof before) =>
          all.filter(({ method, path }) => method !== chosen?.method || path !== chosen.path);
        expect(others(after)).toEqual(others(before));
        expect(after.map(({ method, path }) => `${method} ${path}`)).toEqual(
          before.map(({ method, path }) => `${method} ${path}`),
        );
      }),
      { numRuns: 60 },
    );
  });
});

function unique(names: readonly string[], index: number, all: readonly (readonly string[])[]): boolean {
  return all.findIndex((other) => other.join() === names.join()) === index;
}

function shuffle(value: unknown, keys: Iterator<number>): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffle(item, keys));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => ({ order: keys.next().value as number, key, item }));
  entries.sort((a, b) => a.order - b.order);
  return Object.fromEntries(entries.map(({ key, item }) => [key, shuffle(item, keys)]));
}
