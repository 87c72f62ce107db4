import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable } from "../../openapi/printable.ts";

describe("a text for the terminal", () => {
  it.each([
    ["letters of any script", "añ 漢字 عربى 👩‍🔧", "añ 漢字 عربى 👩‍🔧"],
    ["a colour", "\u001b[31mred\u001b[0m", "\u241b[31mred\u241b[0m"],
    ["a line end, a bell and DEL", "a\r\n\u0007\u007f", "a\u240d\u240a\u2407\u2421"],
    ["a control of eight bits", "a\u009b31m", "a\ufffd31m"],
    ["what turns the direction of text", "a\u202eb\u2066c", "a\ufffdb\ufffdc"],
    ["line ends of Unicode", "a\u2028b\u2029c", "a\ufffdb\ufffdc"],
    ["half a character", "a\ud83d", "a\ufffd"],
  ])("shows %s", (_, text, shown) => expect(printable(text)).toBe(shown));

  it("holds nothing that moves the cursor, whatever came in", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 40 }), (units) => {
        const text = String.fromCharCode(...units);
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
