import { describe, expect, test } from "vitest";
import { holdersOf } from "../../../local/diff/holders.ts";
import { OWN_TOKEN } from "../../../openapi/compare/policy-of.ts";
import { plan, today } from "./stacks.ts";

const external = "a token of https://partner.example/ for orders-api";

describe("who holds what", () => {
  const google = holdersOf(plan().settings, today);
  test.each([
    ["nothing", { key: false }, ["everybody"], true],
    ["a key", { key: true }, ["acme"], true],
    ["an own token", { key: false, token: OWN_TOKEN }, ["globex"], true],
    ["both, which nobody has", { key: true, token: OWN_TOKEN }, [], false],
    ["another issuer's token, in hands nobody knows", { key: false, token: external }, [], true],
    ["a key and another issuer's token", { key: true, token: external }, ["acme"], true],
  ])("%s", (_, held, who, anybody) => {
    expect(google.who(held)).toEqual(who);
    expect(google.anybody(held)).toBe(anybody);
  });

  test("a signed key, which is a token", () => {
    const { settings } = plan({ routes: { "GET /a": [{ key: [] }] } });
    const signed = holdersOf({ ...settings, apiKeys: "signed" }, today);
    expect(signed.who({ key: true })).toEqual(["globex"]);
  });

  test("nobody, after the last day of its tokens", () => {
    const { settings } = plan();
    const consumers = settings.consumers.map((consumer) => ({
      ...consumer,
      tokens: consumer.tokens.map((generation) => ({ ...generation, state: "retiring" as const, until: today })),
    }));
    const holders = holdersOf({ ...settings, consumers }, today);
    expect(holders.anybody({ key: false, token: OWN_TOKEN })).toBe(false);
  });
});
