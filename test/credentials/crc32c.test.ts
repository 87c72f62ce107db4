import { describe, expect, it } from "vitest";
import { crc32c } from "../../credentials/crc32c.ts";

describe("crc32c", () => {
  // https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4 gives these, in the other byte order.
  it.each([
    ["nothing", Buffer.alloc(0), 0],
    ["the nine digits", Buffer.from("123456789"), 0xe3069283],
    ["32 zero bytes", Buffer.alloc(32), 0x8a9136aa],
    ["32 bytes of ones", Buffer.alloc(32, 0xff), 0x62a8ab43],
    ["0 to 31", Buffer.from(Array.from({ length: 32 }, (_, index) => index)), 0x46dd794e],
  ])("of %s", (_, bytes, sum) => {
    expect(crc32c(bytes)).toBe(sum);
  });
});
