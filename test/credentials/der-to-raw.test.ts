import { sign, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { derToRaw } from "../../credentials/der-to-raw.ts";
import { makeSigningKey } from "./signing-key.ts";

const { privateKey, publicKeyPem } = makeSigningKey("ES256");
const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

describe("derToRaw", () => {
  it("turns real signatures into ones that verify as raw", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        const raw = derToRaw(sign("sha256", data, privateKey), 32);
        expect(raw).toHaveLength(64);
        expect(verify("sha256", data, { key: publicKeyPem, dsaEncoding: "ieee-p1363" }, raw ?? new Uint8Array())).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });

  it("pads short halves on the left", () => {
    expect(derToRaw(hex("30 06 02 01 01 02 01 7f"), 4)).toEqual(new Uint8Array([0, 0, 0, 1, 0, 0, 0, 0x7f]));
  });

  it("drops the zero that only keeps a number positive", () => {
    expect(derToRaw(hex("30 08 02 02 00 80 02 02 00 ff"), 1)).toEqual(new Uint8Array([0x80, 0xff]));
  });

  it.each([
    ["nothing", ""],
    ["a bare tag", "30"],
    ["another tag", "31 06 02 01 01 02 01 01"],
    ["a length too short", "30 05 02 01 01 02 01 01"],
    ["a length too long", "30 07 02 01 01 02 01 01"],
    ["a long-form length", "30 81 06 02 01 01 02 01 01"],
    ["something after the sequence", "30 06 02 01 01 02 01 01 00"],
    ["something after the second number", "30 07 02 01 01 02 01 01 00"],
    ["only one number", "30 03 02 01 01"],
    ["a number without bytes", "30 05 02 00 02 01 01"],
    ["a number that runs over the end", "30 06 02 01 01 02 02 01"],
    ["a negative number", "30 06 02 01 80 02 01 01"],
    ["a zero too many", "30 07 02 02 00 01 02 01 01"],
    ["zero", "30 06 02 01 00 02 01 01"],
    ["a number of another type", "30 06 03 01 01 02 01 01"],
    ["a number that does not fit", "30 0a 02 05 01 00 00 00 00 02 01 01"],
  ])("refuses %s", (_, der) => {
    expect(derToRaw(hex(der), 4)).toBeUndefined();
  });

  it("never throws and never answers with another size", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (tail) => {
        const raw = derToRaw(Uint8Array.from([0x30, tail.length, ...tail]), 32);
        expect(raw === undefined || raw.length === 64).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
