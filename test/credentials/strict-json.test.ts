import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrictObject } from "../../credentials/strict-json.ts";

const parse = (text: string) => parseStrictObject(Buffer.from(text));

describe("parseStrictObject", () => {
  it("reads every object that JSON.stringify writes", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 4, stringUnit: "grapheme" })),
        (value) => {
          const text = JSON.stringify(value);
          expect(parse(text)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it.each([
    ["a name twice", '{"a":1,"a":2}'],
    ["a name twice, once escaped", '{"a":1,"\\u0061":2}'],
    ["a name twice further down", '{"x":[{"a":1,"b":{},"a":2}]}'],
    ["a name twice around a space", '{"a" :1,"a"\n:2}'],
    ["a list", "[]"],
    ["null", "null"],
    ["text", '"a"'],
    ["nothing", ""],
    ["a byte order mark", "\ufeff{}"],
    ["a comment", "{}//"],
    ["a trailing comma", '{"a":1,}'],
    ["single quotes", "{'a':1}"],
    ["half a surrogate pair", '{"a":"\\ud800"}'],
    ["half a surrogate pair in a name", '{"\\udc00":1}'],
    ["more than 100 levels", `{"a":${"[".repeat(100)}${"]".repeat(100)}}`],
  ])("refuses %s", (_, text) => {
    expect(parse(text)).toBeUndefined();
  });

  it.each([
    ["one name on two levels", '{"a":{"a":{"a":1}}}'],
    ["one name in two neighbours", '{"x":[{"a":1},{"a":2}]}'],
    ["a value like a name", '{"a":"b","b":"a"}'],
    ["quotes and braces in text", '{"a":"\\"a\\":{","b":"}{][\\\\"}'],
    ["100 levels", `{"a":${"[".repeat(99)}${"]".repeat(99)}}`],
  ])("takes %s", (_, text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(parseStrictObject(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBeUndefined();
  });
});
