import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exitCodeOfSignal } from "../../../scripts/terminal/exit-code-of-signal.ts";
import { flatten } from "../../../scripts/terminal/flatten.ts";
import { tree } from "../../../scripts/terminal/print-preview.ts";
import { table } from "../../../scripts/terminal/table.ts";

describe("a table", () => {
  test("has columns as wide as their longest cell and no space at the end", () => {
    expect(
      table(
        [
          ["a", "bb"],
          ["ccc", "d"],
        ],
        "  ",
      ),
    ).toBe("  a    bb\n  ccc  d");
    expect(
      table([
        ["a", ""],
        ["b", "c"],
      ]),
    ).toBe("a\nb  c");
    expect(table([])).toBe("");
  });

  test("starts each column at the same place in every row", () => {
    const cell = fc.stringMatching(/^[a-z]{1,9}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
        const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
        for (const [index, line] of table(rows).split("\n").entries()) {
          const [first = "", second = "", third = ""] = rows[index] ?? [];
          expect(line).toBe(`${first.padEnd(widths[0] ?? 0)}  ${second.padEnd(widths[1] ?? 0)}  ${third}`);
        }
      }),
    );
  });
});

test("nested values become rows of path and text", () => {
  expect(flatten({ a: 1, b: { c: ["x", { d: null }], e: {} }, f: [] })).toEqual([
    ["a", "1"],
    ["b.c[0]", "x"],
    ["b.c[1].d", "null"],
  ]);
});

test("a tree shows every resource under its parent, also one whose parent is not shown", () => {
  const resource = (name: string, parent?: string, protect = false) => ({
    urn: name,
    name,
    type: "t",
    parent,
    protect,
  });
  const rows = [resource("stack"), resource("door", "stack"), resource("api", "door", true), resource("lost", "gone")];
  expect(tree(rows as unknown as Parameters<typeof tree>[0])).toEqual([
    "stack  t",
    "  door  t",
    "    api  t  protected",
    "lost  t",
  ]);
});

test("a signal's exit code is what shells make of it", () => {
  expect([exitCodeOfSignal("SIGINT"), exitCodeOfSignal("SIGTERM"), exitCodeOfSignal("SIGKILL")]).toEqual([
    130, 143, 137,
  ]);
});
