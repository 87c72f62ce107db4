import { describe, expect, it } from "vitest";
import { FindingLog } from "../../openapi/finding-log.ts";
import { compileDocument } from "../../openapi/google/compile-document.ts";
import { checkRoutes } from "../../openapi/policy/check-routes.ts";
import { codes, compileText, described, describedBy, settings } from "./settings.ts";

const security = [[{ key: [] }, { own: [] }], [{ key: [] }], [{ own: [] }, { partner: [] }], [{ key: [], staff: [] }]];

/** Four operations for each resource, with every kind of policy. */
function resources(count: number): Record<string, object> {
  const paths: Record<string, object> = {};
  for (let index = 0; index < count; index += 1) {
    const operation = (name: string, kind: number) => ({
      operationId: `${name}${index}`,
      security: security[(index + kind) % 4],
    });
    paths[`/resources${index}`] = { get: operation("list", 0), post: operation("create", 1) };
    paths[`/resources${index}/{id}`] = { get: operation("read", 2), delete: operation("remove", 3) };
  }
  return paths;
}

describe("a description of 1,000 operations", () => {
  const compilation = compileText(described(resources(250)));

  it("is proved and carried whole by both doors", () => {
    expect(codes(compilation, "warning")).toEqual([]);
    expect(compilation.operations).toHaveLength(1_000);
    for (const document of [compilation.documents.main, compilation.documents.second]) {
      expect(compileDocument(document ?? "").methods).toHaveLength(1_000);
    }
  });

  it("differs between the doors in the operations that say key OR token, and nowhere else", () => {
    const [main, second] = [compilation.documents.main, compilation.documents.second].map(
      (document) => compileDocument(document ?? "").methods,
    );
    const differing = main?.filter((method, index) => JSON.stringify(method) !== JSON.stringify(second?.[index]));
    const saying = compilation.operations.filter(({ policy }) => policy.key && policy.tokens);
    expect(differing?.map(({ operationId }) => operationId)).toEqual(saying.map(({ operationId }) => operationId));
    expect(saying).toHaveLength(250);
  });
});

describe("routes of ten thousand operations", () => {
  /** Milliseconds of processor time, which other processes do not add to. */
  function cost(count: number): number {
    const { description } = describedBy(described(resources(count / 4)), settings());
    const before = process.cpuUsage();
    checkRoutes(description.operations, new FindingLog());
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }

  it("are held against each other at a cost that grows with their number, not with that of their pairs", () => {
    const [few = 0, many = 0] = [2_500, 10_000].map((count) => Math.min(...[1, 2, 3].map(() => cost(count))));
    expect(many).toBeLessThan(1_000);
    // Pairs would make it sixteen times as much.
    expect(many / Math.max(few, 20)).toBeLessThan(9);
  });
});

describe("a description of 200 mistakes", () => {
  it("names each at its own line", () => {
    const head = "openapi: 3.0.4\ninfo: {title: a, version: b}\npaths:\n";
    const lines = Array.from({ length: 200 }, (_, index) => `  /a${index}: {get: {security: [{kye: []}]}}\n`);
    const found = compileText(head + lines.join("")).findings.filter(({ code }) => code === "undefined_scheme");
    expect(found.map(({ place }) => place.line)).toEqual(lines.map((_, index) => index + 4));
  });
});
