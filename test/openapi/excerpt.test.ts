import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayWidth } from "../../openapi/display-width.ts";
import { excerpt } from "../../openapi/excerpt.ts";

/** Columns a text takes on a terminal. */
const width = (text: string) => [...text].reduce((sum, char) => sum + displayWidth(char), 0);
/** The character above the caret. */
function marked([source, caret]: readonly string[]): string {
  let at = 0;
  for (const char of source ?? "") {
    if (at === (caret ?? "").indexOf("^") && displayWidth(char) > 0) return char;
    at += displayWidth(char);
  }
  return "";
}

describe("a source line with a caret", () => {
  it("stands behind its number", () => {
    expect(excerpt("  - kye: []", 12, 5)).toEqual(["  12 |   - kye: []", "     |     ^"]);
    expect(excerpt("x", 123456, 1)).toEqual(["123456 | x", "       | ^"]);
  });

  it.each([
    ["behind tabs", "\t\tkey", 3],
    ["behind wide characters", "漢字かな: key", 7],
    ["behind an emoji of two code units", "👩 key", 4],
    ["behind combining marks", "e\u0301e\u0301 key", 6],
    ["behind a colour that is no more", "\u001b[31m key", 7],
    ["in the middle of a minified file", `${"a".repeat(5_000_000)} key${"b".repeat(5_000_000)}`, 5_000_002],
    ["behind nothing but joiners", `${"\u0301".repeat(1000)}key`, 1001],
  ])("points at the character: %s", (_, text, column) => {
    const [source, caret] = excerpt(text, 1, column);
    expect(text.slice(column - 1)).toMatch(/^key/);
    expect(marked([source, caret])).toBe("k");
    expect(width(source)).toBeLessThan(120);
  });

  it("says where it was cut", () => {
    const [source] = excerpt(`${"a".repeat(90)}key${"b".repeat(90)}`, 1, 91);
    expect(source).toMatch(/^ {3}1 \| …a{60}keyb{37}…$/);
    expect(excerpt("a".repeat(90), 1, 1)[0]).toMatch(/^ {3}1 \| a{90}$/);
    expect(excerpt("a".repeat(190), 1, 1)[0]).toMatch(/^ {3}1 \| a{100}…$/);
  });

  it("points behind the end of a line that is shorter", () => {
    expect(excerpt("ab", 1, 9)).toEqual(["   1 | ab", "     |   ^"]);
    expect(excerpt("", 1, 1)).toEqual(["   1 |", "     | ^"]);
  });

  it("takes two short lines, holds no control character and points at the right one, whatever the line", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 300 }), fc.nat(300), (units, column) => {
        const text = String.fromCharCode(...units);
        const [source, caret] = excerpt(text, 7, column + 1);
        expect(source + caret).not.toMatch(/\p{Cc}/u);
        expect(width(source)).toBeLessThan(120);
        expect(caret).toMatch(/^ {5}\| +\^$/);
      }),
    );
  });
});
