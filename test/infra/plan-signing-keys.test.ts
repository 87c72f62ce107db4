import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Consumer, TokenGeneration } from "../../credentials/consumer.ts";
import { planSigningKeys } from "../../infra/plan-signing-keys.ts";

function consumer(tokens: readonly Pick<TokenGeneration, "signingKey" | "state">[]): Consumer {
  return {
    name: "globex",
    formerly: [],
    maxLifetimeSeconds: 86_400,
    keys: [],
    tokens: tokens.map((token, index) => ({ kid: `kid${index}`, ...token })),
  };
}

describe("a signing key", () => {
  test.each([
    ["new: it may sign before the first kid names it", [], { published: false, live: true }],
    ["with a published kid", [{ signingKey: "one", state: "active" }], { published: true, live: true }],
    [
      "whose last published kid is on its way out",
      [{ signingKey: "one", state: "retiring" }],
      { published: true, live: true },
    ],
    [
      "whose every kid is revoked: its version is disabled",
      [{ signingKey: "one", state: "revoked" }],
      { published: false, live: false },
    ],
    [
      "of which one kid is revoked and another waits",
      [
        { signingKey: "one", state: "revoked" },
        { signingKey: "one", state: "standby" },
      ],
      { published: true, live: true },
    ],
    [
      "that only another's kids are bound to",
      [{ signingKey: "two", state: "active" }],
      { published: false, live: true },
    ],
  ] as const)("%s", (_, tokens, plan) =>
    expect(planSigningKeys(["one"], [consumer(tokens)])).toEqual([{ name: "one", ...plan }]),
  );
});

test("no kid in the key set is ever without the public half of its key", () => {
  const token = fc.record({
    signingKey: fc.constantFrom("one", "two", "three"),
    state: fc.constantFrom("standby", "active", "retiring", "revoked"),
  });
  fc.assert(
    fc.property(fc.array(fc.array(token)), (lists) => {
      const plan = planSigningKeys(["one", "two", "three"], lists.map(consumer));
      expect(plan.map(({ name }) => name)).toEqual(["one", "two", "three"]);
      for (const { signingKey, state } of lists.flat()) {
        const entry = plan.find(({ name }) => name === signingKey);
        if (state !== "revoked") expect(entry).toMatchObject({ published: true, live: true });
      }
      for (const { published, live } of plan) expect(!published || live).toBe(true);
    }),
  );
});
