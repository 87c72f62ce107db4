import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipRangeFault } from "../../credentials/ip-range.ts";

describe("ipRangeFault", () => {
  it.each([
    "203.0.113.7",
    "203.0.113.0/24",
    "10.0.0.0/8",
    "203.0.113.7/32",
    "2001:db8::1",
    "2001:db8::/32",
    "::ffff:203.0.113.0/120",
    "::/1",
  ])("takes %s", (range) => {
    expect(ipRangeFault(range)).toBeUndefined();
  });

  it.each([
    ["203.0.113.5/24", "beyond its prefix length"],
    ["2001:db8::1/64", "beyond its prefix length"],
    ["0.0.0.0/0", "every address"],
    ["::/0", "every address"],
    ["203.0.113.0/33", "prefix length from 1 to 32"],
    ["2001:db8::/129", "prefix length from 1 to 128"],
    ["203.0.113.0/", "prefix length"],
    ["203.0.113.0/024", "prefix length"],
    ["203.0.113.0/24/24", "not an IP address"],
    ["203.0.113", "not an IP address"],
    ["203.0.113.256", "not an IP address"],
    ["fe80::1%eth0", "not an IP address"],
    ["example.com", "not an IP address"],
    ["", "not an IP address"],
  ])("refuses %s", (range, fault) => {
    expect(ipRangeFault(range)).toContain(fault);
  });

  it("takes a network address with its own prefix length and no other address of the network", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (length, address) => {
        const size = 2 ** (32 - length);
        const written = [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join(".");
        expect(ipRangeFault(`${written}/${length}`) === undefined).toBe(address % size === 0);
      }),
    );
  });
});
