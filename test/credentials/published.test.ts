import { describe, expect, it } from "vitest";
import { type Consumer, tokenStates } from "../../credentials/consumer.ts";
import { publishedGenerations, revokedKids } from "../../credentials/published.ts";

function consumer(name: string): Consumer {
  const tokens = tokenStates.map((state) => ({ kid: `${name}-${state}-kid-0001`, signingKey: "one", state }));
  return { name, formerly: [], maxLifetimeSeconds: 86_400, keys: [], tokens };
}

const consumers = [consumer("zeta"), consumer("acme")];

describe("publishedGenerations", () => {
  it("holds standby, active and retiring generations of every consumer, in configuration order", () => {
    expect(publishedGenerations(consumers).map(({ kid }) => kid)).toEqual([
      "zeta-standby-kid-0001",
      "zeta-active-kid-0001",
      "zeta-retiring-kid-0001",
      "acme-standby-kid-0001",
      "acme-active-kid-0001",
      "acme-retiring-kid-0001",
    ]);
  });
});

describe("revokedKids", () => {
  it("does not depend on the order of consumers", () => {
    expect(revokedKids(consumers)).toEqual(["acme-revoked-kid-0001", "zeta-revoked-kid-0001"]);
    expect(revokedKids(consumers.toReversed())).toEqual(revokedKids(consumers));
  });
});
