import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64Url } from "../../../../local/gateway/jwt/base64url.ts";

describe("the gateway's base64url", () => {
  it.each([
    ["YWI", "ab"],
    ["YWI=", "ab"],
    ["YQ==", "a"],
    ["YWJj", "abc"],
    ["Y W\tI", "ab"],
    ["YW\nI=", "ab"],
    ["YWJ", "ab"],
    ["", ""],
  ])("%j is %j", (text, expected) => {
    expect(decodeBase64Url(text)?.toString()).toBe(expected);
  });

  it.each(["Y", "YWI==", "YQ=", "YWJj=", "YWJj====", "=YWI", "YW=I", "a+b/", "é", "YWI;", '"YWI"'])(
    "%j is refused",
    (text) => {
      expect(decodeBase64Url(text)).toBeUndefined();
    },
  );

  it("reads all that is written properly, padded or not", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString("base64url");
        const padded = text.padEnd(Math.ceil(text.length / 4) * 4, "=");
        expect(decodeBase64Url(text)).toEqual(Buffer.from(bytes));
        expect(decodeBase64Url(padded)).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
