import { describe, expect, it } from "vitest";
import { nearest } from "../../errors/nearest.ts";

describe("nearest", () => {
  it.each([
    ["signinKey", "signingKey"],
    ["sate", "state"],
    ["KID", "kid"],
    ["utnil", "until"],
    ["formally", "formerly"],
  ])("takes %s for %s", (word, meant) => {
    expect(nearest(word, ["kid", "signingKey", "state", "until", "formerly"])).toBe(meant);
  });

  it.each(["colour", "x", ""])("guesses nothing for %j", (word) => {
    expect(nearest(word, ["kid", "signingKey", "state"])).toBeUndefined();
  });

  it("guesses nothing where nothing is known", () => {
    expect(nearest("state", [])).toBeUndefined();
  });
});
