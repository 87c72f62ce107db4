import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesBetween } from "../../../local/cloud/changes.ts";
import type { Values } from "../../../local/cloud/state.ts";
import { unknown } from "../../../local/cloud/unknown.ts";

const values = fc
  .dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.jsonValue({ maxDepth: 3 }))
  .map((made) => JSON.parse(JSON.stringify(made)) as Values);

describe("what differs between two sets of inputs", () => {
  it("is nothing between the same values", () => {
    fc.assert(
      fc.property(values, (before) => {
        expect(changesBetween(before, structuredClone(before))).toEqual([]);
      }),
    );
  });

  it("is told at paths that lead to different values", () => {
    const at = (root: unknown, path: readonly (string | number)[]) =>
      path.reduce<unknown>(
        (value, step) => (Object.hasOwn(Object(value), step) ? Object(value)[step] : undefined),
        root,
      ) ?? null;
    fc.assert(
      fc.property(values, values, (before, after) => {
        for (const { path } of changesBetween(before, after)) expect(at(before, path)).not.toEqual(at(after, path));
      }),
    );
  });

  const document = (contents: unknown) => ({ documents: [{ document: { path: "a.json", contents } }] }) as Values;
  const cases: readonly [what: string, before: Values, after: Values, path: (string | number)[], kind: string][] = [
    ["a value that came", {}, { name: "a" }, ["name"], "add"],
    ["a value that went", { name: "a" }, {}, ["name"], "delete"],
    ["a value that became null", { name: "a" }, { name: null }, ["name"], "delete"],
    ["a value inside a list", document("x"), document("y"), ["documents", 0, "document", "contents"], "update"],
    ["an entry of a list that came", { ips: ["a"] }, { ips: ["a", "b"] }, ["ips", 1], "add"],
    ["a field of an object that came whole", {}, { template: { level: "HSM" } }, ["template", "level"], "add"],
    [
      "a field with the name of a method of every object",
      {},
      { labels: { constructor: "a" } },
      ["labels", "constructor"],
      "add",
    ],
    ["an empty list that came", {}, { ips: [] }, ["ips"], "add"],
    ["a list that became an object", { ips: ["a"] }, { ips: { a: 1 } }, ["ips"], "update"],
  ];
  it.each(cases)("%s", (_, before, after, path, kind) => {
    expect(changesBetween(before, after)).toEqual([{ path, kind, unknown: false }]);
  });

  it("stops where a preview knows nothing", () => {
    expect(changesBetween({ documents: ["a"] }, { documents: unknown })).toEqual([
      { path: ["documents"], kind: "update", unknown: true },
    ]);
  });
});
