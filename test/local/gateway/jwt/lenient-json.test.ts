import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLenientJson } from "../../../../local/gateway/jwt/lenient-json.ts";

function parse(text: string): unknown {
  return parseLenientJson(Buffer.from(text));
}

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

describe("the gateway's JSON", () => {
  it.each([
    ["{'a':1,}", { a: 1 }],
    ["{a_$1:[1,],}", { a_$1: [1] }],
    ['"a\nb\t"', "a\nb\t"],
    ['"\\u00e9\\ud83d\\ude42\\/\\\'"', "é🙂/'"],
    [" \n\t\r null ", null],
    ["-0.5e+1", -5],
    ["1e-400", 0],
    [nested(100), JSON.parse(nested(100))],
    [
      '{"__proto__":1,"constructor":2}',
      Object.fromEntries([
        ["__proto__", 1],
        ["constructor", 2],
      ]),
    ],
  ])("takes %j", (text, expected) => {
    expect(JSON.stringify(parse(text))).toBe(JSON.stringify(expected));
  });

  it.each([
    ...[
      "",
      "{",
      "[1,,2]",
      "[,]",
      "{,}",
      "{a}",
      "{a:}",
      "{1:2}",
      "{true:1}",
      "{a:1,a:2}",
      '{"\\u0061":1,a:2}',
      '{"x":{"y":1,"y":2}}',
    ],
    ...[
      "01",
      "+1",
      "1.",
      ".5",
      "0x10",
      "1e309",
      "-",
      "NaN",
      "True",
      "nul",
      "1 2",
      "1x",
      '"\\x41"',
      '"\\ud800"',
      '"\\u12"',
      '"a',
      "'a\"",
    ],
    ...["//c\n1", "/*c*/1", "\ufeff1", "\v1", "1\0", nested(101)],
  ])("refuses %j", (text) => {
    expect(parse(text)).toBeUndefined();
  });

  it.each([[[0x22, 0xc0, 0xaf, 0x22]], [[0x22, 0xe9, 0x22]], [[0x22, 0xf0, 0x9f, 0x22]]])(
    "refuses bytes %j that are no UTF-8",
    (bytes) => {
      expect(parseLenientJson(Uint8Array.from(bytes))).toBeUndefined();
    },
  );

  it("reads whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const text = JSON.stringify(json);
        expect(JSON.stringify(parse(text))).toBe(text);
      }),
    );
  });

  it("never throws", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "'",
      "\\",
      "u",
      "a",
      "1",
      "-",
      "e",
      ".",
      " ",
      "null",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(() => parse(pieces.join(""))).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});
