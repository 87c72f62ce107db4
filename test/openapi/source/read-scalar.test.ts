import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from "yaml";
import { FindingLog } from "../../../openapi/finding-log.ts";
import type { Cursor } from "../../../openapi/source/cursor.ts";
import { parseTree } from "../../../openapi/source/parse-tree.ts";
import { Sources } from "../../../openapi/source/sources.ts";

function parse(text: string) {
  const log = new FindingLog();
  return { root: parseTree(text, "api.yaml", new Sources(), "api.yaml", log), findings: log.inOrder() };
}

/** Rows: how it is written, what it is. */
const scalars: [string, string | number | boolean | null][] = [
  ["plain text", "plain text"],
  ["true", true],
  ["True", true],
  ["FALSE", false],
  ["yes", "yes"],
  ["on", "on"],
  ["null", null],
  ["~", null],
  ["12", 12],
  ["-3", -3],
  ["0x1F", 31],
  ["0o17", 15],
  ["017", 17],
  ["1_000", "1_000"],
  ["1.50", 1.5],
  ["1e3", 1000],
  [".inf", Number.POSITIVE_INFINITY],
  ["2001-12-14", "2001-12-14"],
  ["12:30", "12:30"],
  ["0.0.1", "0.0.1"],
  ["'12'", "12"],
  ['"12"', "12"],
  ['"a\\tb\\u0041"', "a\tbA"],
  ["'it''s'", "it's"],
  ["!!str 12", "12"],
  ["! 12", "12"],
  ['!!int "12"', 12],
  ["!!bool 'true'", true],
  ["!!null ''", null],
  ["!!float 1", 1],
  ["|\n  a\n  b\n", "a\nb\n"],
  [">-\n  a\n  b\n", "a b"],
];

describe("a scalar", () => {
  it.each(scalars)("%j is read as %j", (written, value) => {
    const { root, findings } = parse(`a: ${written}`);
    expect(findings).toEqual([]);
    expect(root?.get("a")?.scalar).toBe(value);
  });

  it.each(["!custom a", "!!int a", "!!set a", "!<tag:yaml.org,2002:str> a", "!!constructor a", "!!map a"])(
    "%j is refused for its tag",
    (written) => {
      const { root, findings } = parse(`a: ${written}`);
      expect(root).toBeUndefined();
      expect(findings).toMatchObject([{ code: "bad_syntax", place: { line: 1, column: 4 } }]);
    },
  );
});

/** What another parser of YAML makes of a text: every value with the line and column of its key or itself. */
function readByAnother(text: string): unknown {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false, stringKeys: true });
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return `${line}:${col}`;
  };
  const read = (node: unknown): unknown => {
    if (isMap(node)) {
      return node.items.map(({ key, value }) => {
        if (!isScalar(key)) throw new Error("a key is no scalar");
        return [at(key.range?.[0] ?? 0), String(key.value), read(value)];
      });
    }
    if (isSeq(node)) return { items: node.items.map(read) };
    return isScalar(node) ? node.value : null;
  };
  return read(document.contents);
}

function readByUs(cursor: Cursor): unknown {
  const { node } = cursor;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return { items: cursor.items().map(readByUs) };
  return [...cursor.entries()].map(([key, value]) => [
    `${value.place.line}:${value.place.column}`,
    key,
    readByUs(value),
  ]);
}

const key = fc.stringMatching(/^[a-z/{}$#.~ -]{1,6}$/);
const leaf = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    "",
    "a: b",
    "- a",
    "# a",
    "{",
    "*a",
    "&a",
    "!a",
    "%",
    "@",
    "`",
    "12",
    "true",
    "~",
    "multi\nline\n",
    "'",
    '"',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
    fc.array(tie("tree"), { maxLength: 4 }),
  ),
}));

describe("texts of every style", () => {
  it.each<[string, (value: unknown) => string]>([
    ["JSON", (value) => JSON.stringify(value)],
    ["indented JSON", (value) => JSON.stringify(value, null, 2)],
    ["YAML", (value) => writeYaml(value, "BLOCK_LITERAL")],
    ["YAML with quotes", (value) => writeYaml(value, "QUOTE_DOUBLE")],
    ["YAML with folded texts", (value) => writeYaml(value, "BLOCK_FOLDED")],
  ])("are read as another parser reads them: %s", (_, write) => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), (value) => {
        const text = write(value);
        const { root, findings } = parse(text);
        const expected = readByAnother(text);
        expect(findings.filter(({ code }) => code !== "merge_key")).toEqual([]);
        expect(root && readByUs(root)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});

function writeYaml(value: unknown, style: "BLOCK_LITERAL" | "BLOCK_FOLDED" | "QUOTE_DOUBLE"): string {
  return stringify(value, { defaultStringType: style, lineWidth: 40, aliasDuplicateObjects: false });
}
