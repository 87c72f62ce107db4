import { describe, expect, it } from "vitest";
import { isInUse, whyTokensStop } from "../../../credentials/compare/generations.ts";
import { tokenStates } from "../../../credentials/consumer.ts";

describe("tokens of a generation", () => {
  it("work while it is active or retiring", () => {
    expect(tokenStates.filter((state) => isInUse({ state }))).toEqual(["active", "retiring"]);
  });

  it.each([
    ["2027-01-30", "2027-01-31", true],
    ["2027-01-31", "2027-01-31", false],
    ["2027-02-01", "2027-01-31", false],
  ])("on %s, ending before %s: %s", (today, until, works) =>
    expect(isInUse({ state: "retiring", until }, today)).toBe(works),
  );

  const active = { kid: "a", signingKey: "one", state: "active" } as const;
  it.each([
    [undefined, "it is gone"],
    [{ ...active, state: "revoked" } as const, "it is revoked"],
    [{ ...active, signingKey: "two" }, "it is bound to the signing key two now"],
    [{ ...active, state: "retiring" } as const, undefined],
  ])("stop when it becomes %j: %s", (after, why) => expect(whyTokensStop(active, after)).toBe(why));

  it("do not stop when none was ever signed", () => {
    expect(whyTokensStop({ ...active, state: "standby" }, undefined)).toBeUndefined();
  });
});
