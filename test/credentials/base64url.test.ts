import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url } from "../../credentials/base64url.ts";

describe("decodeBase64url", () => {
  it("decodes whatever base64url writes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(Buffer.from(decodeBase64url(Buffer.from(bytes).toString("base64url")) ?? [])).toEqual(
          Buffer.from(bytes),
        );
      }),
    );
  });

  it.each([
    ["padding", "YQ=="],
    ["a bit left over", "YR"],
    ["one character too many", "YWJjZ"],
    ["a space", "YW Jj"],
    ["a line break at the end", "YWJj\n"],
    ["the other alphabet", "a+/a"],
    ["a foreign character", "YWJ?"],
  ])("refuses %s", (_, text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });

  it("takes at most one text for any bytes", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const bytes = decodeBase64url(text);
        if (bytes !== undefined) expect(Buffer.from(bytes).toString("base64url")).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
