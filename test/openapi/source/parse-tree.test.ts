import { describe, expect, it } from "vitest";
import { FindingLog } from "../../../openapi/finding-log.ts";
import { Lines } from "../../../openapi/source/lines.ts";
import { parseTree } from "../../../openapi/source/parse-tree.ts";
import { Sources } from "../../../openapi/source/sources.ts";

function parse(text: string) {
  const log = new FindingLog();
  return { root: parseTree(text, "api.yaml", new Sources(), "api.yaml", log), findings: log.inOrder() };
}

describe("lines", () => {
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [4, 3, 1],
    [5, 3, 2],
  ])("puts offset %i at line %i, column %i", (offset, line, column) => {
    expect(new Lines("ab\n\nc").at(offset)).toEqual({ line, column });
  });
});

describe("the tree", () => {
  it("reads YAML and JSON alike", () => {
    const yaml = parse("a:\n  - 1\n  - b: true\n").root;
    const json = parse('{"a": [1, {"b": true}]}').root;
    for (const root of [yaml, json]) {
      const [first, second] = root?.get("a")?.items() ?? [];
      expect(first?.scalar).toBe(1);
      expect(second?.get("b")?.scalar).toBe(true);
      expect(second?.get("b")?.pointer).toBe("/a/1/b");
    }
  });

  it("does not blame the tabs of JSON for another mistake", () => {
    const { findings } = parse('{\n\t"a": 1\n\t"b": 2\n}');
    expect(findings.map(({ code, place }) => `${code} ${place.line}`)).toEqual(["bad_syntax 3"]);
  });

  it("places keys at the key and items at the item", () => {
    const list = parse("a:\n  b/c~d:\n    - e: 1\n").root?.get("a")?.get("b/c~d");
    expect(list?.place).toEqual({ file: "api.yaml", line: 2, column: 3, pointer: "/a/b~1c~0d" });
    expect(list?.items()[0]?.place).toMatchObject({ line: 3, column: 7, pointer: "/a/b~1c~0d/0" });
  });

  it("keeps numbers that are keys, and empty values, as they are", () => {
    const { root } = parse("200:\n  ? \n~: x\n");
    expect([...(root?.entries() ?? [])].map(([key]) => key)).toEqual(["200", "~"]);
    expect(parse("a:\n").root?.get("a")?.scalar).toBeNull();
  });

  it("shares what an alias names", () => {
    const { root, findings } = parse("a: &x {b: 1}\nc: *x\n");
    expect(findings).toEqual([]);
    expect(root?.get("c")?.node).toBe(root?.get("a")?.node);
    expect(root?.get("c")?.get("b")?.pointer).toBe("/c/b");
  });

  it.each([
    ["a: *gone\n", "bad_syntax"],
    ["a: !custom b\n", "bad_syntax"],
    ["? [a, b]\n: c\n", "bad_syntax"],
    ["a: {b: 1, b: 2}\n", "duplicate_key"],
    ['{"a": 1, "a": 2}', "duplicate_key"],
    ["a: 1\n'a': 2\n", "duplicate_key"],
  ])("refuses %j with %s", (text, code) => {
    expect(parse(text)).toMatchObject({ root: undefined, findings: [{ code }] });
  });

  it("tells the line of the first of two equal keys", () => {
    expect(parse("a: 1\nb: 2\na: 3\n").findings[0]?.message).toContain("first on line 1");
  });
});
