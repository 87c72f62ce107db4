import fc from "fast-check";
import { expect, test } from "vitest";
import { planToken } from "../../credentials/token-plan.ts";
import type { ConsumerOutputs } from "../../local/stack-outputs.ts";
import { usualTtlSeconds } from "../../local/usual-ttl.ts";

const day = 86_400;
const now = Date.parse("2026-03-01T12:00:00Z") / 1000;
const kid = "Vq3mXb8sTtyR0kWnPzE5LA";
const keySet = JSON.stringify({ keys: [{ kid, alg: "RS256", kty: "RSA", n: "AQAB", e: "AQAB" }] });

function consumer(maxLifetimeSeconds: number, tokens: Partial<ConsumerOutputs["tokens"][number]>[]): ConsumerOutputs {
  const generations = tokens.map((rest) => ({ kid, signingKey: "one", state: "active" as const, ...rest }));
  return { url: {}, maxLifetimeSeconds, keys: [], tokens: generations };
}

test.each([
  ["a month", consumer(90 * day, [{}]), 30 * day],
  ["the cap where that is less", consumer(7 * day, [{}]), 7 * day],
  ["what is left of the generation", consumer(90 * day, [{ until: "2026-03-11" }]), 9.5 * day],
  ["nothing without a generation", consumer(90 * day, []), 0],
  ["nothing with one that does not sign yet", consumer(90 * day, [{ state: "standby" }]), 0],
])("a token lives %s", (_, who, seconds) => expect(usualTtlSeconds(who, now)).toBe(seconds));

test("is nothing once the generation has ended", () => {
  expect(usualTtlSeconds(consumer(90 * day, [{ until: "2026-03-01" }]), now)).toBeLessThanOrEqual(0);
});

test("is always a life that the minting rules allow", () => {
  const until = fc.option(fc.integer({ min: 2, max: 400 }), { nil: undefined });
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 366 * day }),
      until,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (cap, days, part) => {
        const ends = days === undefined ? undefined : new Date((now + days * day) * 1000).toISOString().slice(0, 10);
        const who = consumer(cap, [{ ...(ends && { until: ends }) }]);
        const nowSeconds = now + part;
        const plan = planToken({
          consumer: { name: "globex", ...who },
          ttlSeconds: usualTtlSeconds(who, nowSeconds),
          issuer: "https://issuer.example",
          audience: "orders",
          keySet,
          nowSeconds,
        });
        expect(plan.expiresAtSeconds).toBeGreaterThan(nowSeconds);
      },
    ),
  );
});
