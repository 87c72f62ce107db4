import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fill, LatchkeyError } from "../../errors/latchkey-error.ts";
import { tellProblem } from "../../errors/problem.ts";

class ExampleError extends LatchkeyError {}

describe("a user's mistake", () => {
  test("has a code, filled-in texts, its details and the name of its family", () => {
    const cause = new Error("below");
    const text = { message: "{file} is {size} bytes", fix: "cut {file}" };
    const error = new ExampleError("too_big", text, { file: "a.yaml", size: 7 }, { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "ExampleError",
      code: "too_big",
      message: "a.yaml is 7 bytes",
      fix: "cut a.yaml",
      details: { file: "a.yaml", size: 7 },
      cause,
    });
  });
});

describe("places in a text", () => {
  test.each([
    ["{a} and {a}", { a: "x" }, "x and x"],
    ["{a} and {b}", { a: "x" }, "x and {b}"],
    ["{a}", { a: "{b}", b: "y" }, "{b}"],
    ["{a}", { a: 0 }, "0"],
    ["{a}", { a: "$&$1" }, "$&$1"],
    ["{not a place}", { not: "x" }, "{not a place}"],
    ["{toString}", {}, "{toString}"],
  ])("%s filled with %j is %s", (text, details, filled) => expect(fill(text, details as never)).toBe(filled));

  test("are filled with any value as it stands", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fill("<{value}>", { value })).toBe(`<${value}>`);
      }),
    );
  });
});

test("a problem is told in one line", () => {
  const problem = { key: "latchkey:doors[0]", seen: "third", allowed: "main, second", message: "is not valid" };
  expect(tellProblem(problem)).toBe("latchkey:doors[0]: is not valid (seen: third; allowed: main, second)");
});
