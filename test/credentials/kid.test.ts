import { describe, expect, it } from "vitest";
import { kidPattern, newKid } from "../../credentials/kid.ts";

describe("newKid", () => {
  it("makes kids that the configuration takes and YAML reads as text", () => {
    for (let round = 0; round < 500; round++) {
      const kid = newKid();
      expect(kid).toMatch(kidPattern);
      expect(kid).toMatch(/^[A-Za-z]/);
    }
  });

  it("does not repeat itself", () => {
    expect(new Set(Array.from({ length: 1_000 }, newKid)).size).toBe(1_000);
  });
});
