import fc from "fast-check";
import { expect, it } from "vitest";
import { autoName } from "../../../local/cloud/auto-name.ts";

const urns = fc.string({ minLength: 1 });
const logical = fc.stringMatching(/^[a-z][a-z0-9-]{0,80}$/);
const lengths = fc.integer({ min: 9, max: 255 });

it("is the logical name and seven hex digits, within the length", () => {
  fc.assert(
    fc.property(urns, logical, lengths, (urn, name, max) => {
      const made = autoName(urn, name, max, () => false);
      expect(made.length).toBeLessThanOrEqual(max);
      expect(made).toMatch(/-[0-9a-f]{7}$/);
      expect(name.startsWith(made.slice(0, -8))).toBe(true);
    }),
  );
});

it("is the same for the same URN, and passes over what is taken", () => {
  fc.assert(
    fc.property(urns, logical, lengths, (urn, name, max) => {
      const first = autoName(urn, name, max, () => false);
      expect(autoName(urn, name, max, () => false)).toBe(first);
      const second = autoName(urn, name, max, (taken) => taken === first);
      expect(second).not.toBe(first);
    }),
  );
});

it("differs between resources of one logical name", () => {
  const names = ["a", "b", "c"].map((urn) => autoName(urn, "key", 63, () => false));
  expect(new Set(names).size).toBe(3);
});
