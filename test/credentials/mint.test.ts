import fc from "fast-check";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import type { Consumer, TokenGeneration } from "../../credentials/consumer.ts";
import { HARD_LIMIT_SECONDS } from "../../credentials/duration.ts";
import { buildKeySet } from "../../credentials/key-set.ts";
import { type MintRequest, mintToken } from "../../credentials/mint.ts";
import { publishedGenerations } from "../../credentials/published.ts";
import { readKeySet } from "../../credentials/read-key-set.ts";
import { verifyToken } from "../../credentials/verify.ts";
import { makeSigningKey } from "./signing-key.ts";

const day = 86_400;
const now = 1_800_000_000;
const keys = { one: makeSigningKey("RS256"), two: makeSigningKey("ES256") };
const generation = (state: TokenGeneration["state"], signingKey = "one"): TokenGeneration => ({
  kid: `${state}-${signingKey}`,
  signingKey,
  state,
});

function makeConsumer(tokens: readonly TokenGeneration[], maxLifetimeSeconds = 90 * day): Consumer {
  return { name: "acme", formerly: [], maxLifetimeSeconds, keys: [], tokens };
}

function publish(consumer: Consumer): string {
  const entry = ({ kid, signingKey }: TokenGeneration) => {
    const { publicKeyPem, algorithm } = keys[signingKey as keyof typeof keys];
    return { kid, publicKeyPem, algorithm };
  };
  return buildKeySet(publishedGenerations([consumer]).map(entry));
}

function request(consumer: Consumer, changed: Partial<MintRequest> = {}): MintRequest {
  return {
    consumer,
    ttlSeconds: 30 * day,
    issuer: "https://issuer.example.com",
    audience: "orders",
    keySet: publish(consumer),
    nowSeconds: now,
    signerFor: ({ signingKey }) => keys[signingKey as keyof typeof keys].signer,
    ...changed,
  };
}

const everything = makeConsumer([
  generation("standby"),
  generation("active"),
  generation("retiring"),
  generation("revoked"),
]);

describe("mintToken", () => {
  it("signs with the active generation and sets every claim that matters", async () => {
    const minted = await mintToken(request(everything));
    expect(decodeProtectedHeader(minted.token)).toEqual({ alg: "RS256", kid: "active-one", typ: "JWT" });
    expect(decodeJwt(minted.token)).toEqual({
      iss: "https://issuer.example.com",
      sub: "acme",
      aud: "orders",
      iat: now,
      exp: now + 30 * day,
      jti: minted.jti,
    });
    expect(minted).toEqual({
      token: expect.any(String),
      kid: "active-one",
      signingKey: "one",
      algorithm: "RS256",
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      expiresAtSeconds: now + 30 * day,
      acceptedFromSeconds: now + 300,
    });
  });

  it("asks for the signer of the generation's key, with the algorithm that was published", async () => {
    const consumer = makeConsumer([generation("active", "two")]);
    const asked: unknown[] = [];
    const minted = await mintToken(
      request(consumer, {
        signerFor: (plan) => {
          asked.push([plan.signingKey, plan.algorithm]);
          return keys.two.signer;
        },
      }),
    );
    expect(asked).toEqual([["two", "ES256"]]);
    expect(decodeProtectedHeader(minted.token).alg).toBe("ES256");
  });

  it("never gives two tokens one id", async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await mintToken(request(everything))).jti));
    expect(new Set(ids).size).toBe(50);
  });

  it.each([
    ["just published", {}, 300],
    ["published 100 s ago", { keySetPublishedAtSeconds: now - 100 }, 200],
    ["published long ago", { keySetPublishedAtSeconds: now - 86_400 }, 0],
    ["not to be used before an hour", { keySetPublishedAtSeconds: 0, notBeforeSeconds: now + 3_600 }, 3_600],
  ])("says from when every gateway accepts it: %s", async (_, changed, seconds) => {
    expect((await mintToken(request(everything, changed))).acceptedFromSeconds).toBe(now + seconds);
  });

  it("sets nbf only for a start that lies ahead", async () => {
    const nbf = async (notBeforeSeconds: number) =>
      decodeJwt((await mintToken(request(everything, { notBeforeSeconds }))).token).nbf;
    expect([await nbf(now + 60), await nbf(now - 60)]).toEqual([now + 60, undefined]);
  });

  it.each(["standby", "retiring", "revoked"] as const)(
    "refuses to sign with a generation that is %s",
    async (state) => {
      const error = {
        code: "generation_not_signing",
        message: `generation ${state}-one of acme is ${state}, and only an active one signs`,
      };
      await expect(mintToken(request(everything, { kid: `${state}-one` }))).rejects.toMatchObject(error);
    },
  );

  it("refuses where no generation is active, or none is called that", async () => {
    const idle = makeConsumer([generation("standby"), generation("revoked")]);
    await expect(mintToken(request(idle))).rejects.toMatchObject({ code: "generation_none_active" });
    await expect(mintToken(request(idle, { kid: "gone" }))).rejects.toMatchObject({
      code: "generation_unknown",
      fix: "use one of: standby-one, revoked-one",
    });
  });

  it("refuses a kid that is not published yet", async () => {
    await expect(mintToken(request(everything, { keySet: buildKeySet([]) }))).rejects.toMatchObject({
      code: "kid_not_published",
    });
  });

  it("refuses a kid that is published twice", async () => {
    const published = JSON.parse(publish(everything)) as { keys: unknown[] };
    const keySet = JSON.stringify({ keys: [...published.keys, ...published.keys] });
    await expect(mintToken(request(everything, { keySet }))).rejects.toMatchObject({ code: "kid_published_twice" });
  });

  it.each([
    [0, "lifetime_not_whole"],
    [-1, "lifetime_not_whole"],
    [1.5, "lifetime_not_whole"],
    [Number.NaN, "lifetime_not_whole"],
    [Number.POSITIVE_INFINITY, "lifetime_not_whole"],
    [90 * day + 1, "lifetime_over_cap"],
    [HARD_LIMIT_SECONDS + 1, "duration_over_limit"],
  ])("refuses a life of %d seconds", async (ttlSeconds, code) => {
    await expect(mintToken(request(everything, { ttlSeconds }))).rejects.toMatchObject({ code });
  });

  it("holds to the hard limit whatever a consumer's cap says", async () => {
    for (const cap of [HARD_LIMIT_SECONDS * 2, Number.POSITIVE_INFINITY]) {
      const consumer = makeConsumer([generation("active")], cap);
      await expect(mintToken(request(consumer, { ttlSeconds: HARD_LIMIT_SECONDS + 1 }))).rejects.toMatchObject({
        code: "duration_over_limit",
      });
      expect((await mintToken(request(consumer, { ttlSeconds: HARD_LIMIT_SECONDS }))).expiresAtSeconds).toBe(
        now + HARD_LIMIT_SECONDS,
      );
    }
  });

  it("lets no token live into the day on which its generation ends", async () => {
    const until = "2027-01-31";
    const left = Date.UTC(2027, 0, 31) / 1000 - now;
    const ending = makeConsumer([{ ...generation("active"), until }]);
    expect((await mintToken(request(ending, { ttlSeconds: left }))).expiresAtSeconds).toBe(
      Date.UTC(2027, 0, 31) / 1000,
    );
    await expect(mintToken(request(ending, { ttlSeconds: left + 1 }))).rejects.toMatchObject({
      code: "lifetime_past_until",
      message: expect.stringContaining("which ends on 2027-01-31"),
    });
  });

  it("refuses a token that would end before it starts", async () => {
    const late = request(everything, { ttlSeconds: 60, notBeforeSeconds: now + 60 });
    await expect(mintToken(late)).rejects.toMatchObject({ code: "lifetime_over_before_start" });
  });

  it("carries further claims, and lets none replace its own", async () => {
    const claims = { plan: "gold", scopes: ["a", "b"], nested: { deep: [1, null, true] }, name: "Ünïcode ✓" };
    expect(decodeJwt((await mintToken(request(everything, { claims }))).token)).toMatchObject(claims);
    for (const claim of ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]) {
      await expect(mintToken(request(everything, { claims: { [claim]: "x" } }))).rejects.toMatchObject({
        code: "claim_reserved",
      });
    }
  });

  it.each([
    ["a function", () => 1],
    ["undefined", undefined],
    ["NaN", Number.NaN],
    ["a big integer", 1n],
    ["a date", new Date(0)],
    ["half a surrogate pair", "\ud800"],
    ["half a surrogate pair in a name", { "\ud800": 1 }],
    ["undefined further down", { a: [{ b: undefined }] }],
    ["itself", circular()],
  ])("refuses a claim that holds %s", async (_, value) => {
    await expect(mintToken(request(everything, { claims: { extra: value } }))).rejects.toMatchObject({
      code: "claim_not_json",
    });
  });

  it("refuses a token longer than proxies let through", async () => {
    const long = request(everything, { claims: { pad: "x".repeat(8_000) } });
    await expect(mintToken(long)).rejects.toMatchObject({ code: "token_too_long" });
  });

  it("hands nothing out when the signature does not fit the published key", async () => {
    const stranger = makeSigningKey("RS256");
    for (const signer of [
      stranger.signer,
      keys.two.signer,
      { ...stranger.signer, sign: async () => new Uint8Array(256) },
    ]) {
      const minting = mintToken(request(everything, { signerFor: () => signer }));
      await expect(minting).rejects.toMatchObject({
        code: "signature_wrong",
        message: expect.stringContaining("signing key one"),
      });
    }
  });

  it("passes on why the signer refuses", async () => {
    const signerFor = () => Promise.reject(new Error("no such key"));
    await expect(mintToken(request(everything, { signerFor }))).rejects.toThrow("no such key");
  });

  it("mints only tokens that verify until their end and not after, and that never outlive the cap", async () => {
    const consumer = (cap: number, signingKey: string) => makeConsumer([generation("active", signingKey)], cap);
    const keySets = { one: readKeySet(publish(consumer(1, "one"))), two: readKeySet(publish(consumer(1, "two"))) };
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 * HARD_LIMIT_SECONDS }),
        fc.oneof(fc.integer({ min: -10, max: 3 * HARD_LIMIT_SECONDS }), fc.double()),
        fc.constantFrom("one", "two"),
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.dictionary(
          fc.string().filter((name) => name.length > 4),
          fc.jsonValue({ maxDepth: 2 }),
          { maxKeys: 3 },
        ),
        async (cap, ttlSeconds, signingKey, nowSeconds, claims) => {
          const keySet = keySets[signingKey as keyof typeof keySets];
          const asked = request(consumer(cap, signingKey), { keySet, ttlSeconds, nowSeconds, claims });
          const minted = await mintToken(asked).catch((error: { code?: string }) => error.code);
          if (typeof minted !== "object") {
            expect(minted).toMatch(/^(lifetime_over_cap|lifetime_not_whole|duration_over_limit)$/);
            expect(
              Number.isInteger(ttlSeconds) && ttlSeconds > 0 && ttlSeconds <= Math.min(cap, HARD_LIMIT_SECONDS),
            ).toBe(false);
            return;
          }
          const { exp, iat } = decodeJwt(minted.token);
          expect((exp ?? Number.POSITIVE_INFINITY) - (iat ?? 0)).toBeLessThanOrEqual(Math.min(cap, HARD_LIMIT_SECONDS));
          const at = (moment: number) => verifyToken(minted.token, { ...asked, nowSeconds: moment });
          expect(await at(nowSeconds)).toMatchObject({ ok: true, claims });
          expect((await at(minted.expiresAtSeconds - 1)).ok).toBe(true);
          expect(await at(minted.expiresAtSeconds)).toMatchObject({ code: "expired" });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("a token whose request holds what is no value", () => {
  const nothing = undefined as unknown as string;

  it.each<[string, Partial<MintRequest>, string]>([
    ["no issuer", { issuer: nothing }, "contract_missing"],
    ["an empty issuer", { issuer: "" }, "contract_missing"],
    ["no audience", { audience: nothing }, "contract_missing"],
    ["a clock that is no number", { nowSeconds: Number.NaN }, "moment_unreadable"],
    ["a clock without end", { nowSeconds: Number.POSITIVE_INFINITY }, "moment_unreadable"],
    ["a clock before 1970", { nowSeconds: -1 }, "moment_unreadable"],
    ["a start that is no number", { notBeforeSeconds: Number.NaN }, "moment_unreadable"],
    ["a day of publishing that is no number", { keySetPublishedAtSeconds: Number.NaN }, "moment_unreadable"],
  ])("is not made: %s", async (_, changed, code) => {
    let signed = false;
    const signerFor = () => {
      signed = true;
      return keys.one.signer;
    };
    await expect(mintToken(request(everything, { signerFor, ...changed }))).rejects.toMatchObject({ code });
    expect(signed).toBe(false);
  });

  it("keeps its own issuer, end and audience whatever the extra claims are called", async () => {
    const claims = JSON.parse('{"__proto__": {"iss": "evil", "exp": 9e9}, "ISS": "evil", "constructor": "x"}');
    const { token } = await mintToken(request(everything, { claims }));
    expect(decodeJwt(token)).toMatchObject({ iss: "https://issuer.example.com", aud: "orders", exp: now + 30 * day });
  });
});

function circular(): object {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}
