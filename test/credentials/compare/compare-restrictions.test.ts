import { describe, expect, it } from "vitest";
import { compareRestrictions } from "../../../credentials/compare/compare-restrictions.ts";
import { isWithin } from "../../../credentials/ip-range.ts";

describe("a range of addresses lies within another", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7", true],
    ["203.0.113.7", "203.0.113.0/24", true],
    ["203.0.113.0/25", "203.0.113.0/24", true],
    ["203.0.113.0/24", "203.0.113.0/25", false],
    ["203.0.114.0/24", "203.0.113.0/24", false],
    ["2001:db8:1::/48", "2001:db8::/32", true],
    ["2001:db9::/48", "2001:db8::/32", false],
    ["::ffff:203.0.113.7", "203.0.113.0/24", false],
  ])("%s in %s: %s", (inner, outer, expected) => expect(isWithin(inner, outer)).toBe(expected));
});

describe("restrictions of a key", () => {
  it.each([
    [[], [], [], []],
    [["203.0.113.0/24"], ["203.0.113.0/25", "203.0.113.7"], [], ["203.0.113.0/24"]],
    [["203.0.113.7"], ["203.0.113.0/24"], ["203.0.113.0/24"], []],
    [[], ["203.0.113.7"], [], ["everywhere"]],
    [["203.0.113.7"], [], ["everywhere"], []],
  ])("from %j to %j gain %j and lose %j", (before, after, gained, lost) =>
    expect(compareRestrictions(before, after)).toEqual({ gained, lost }),
  );
});
