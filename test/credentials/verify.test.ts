import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildKeySet } from "../../credentials/key-set.ts";
import { readKeySet } from "../../credentials/read-key-set.ts";
import { SENTINEL_KID } from "../../credentials/sentinel.ts";
import { type Expectation, verifyToken } from "../../credentials/verify.ts";
import { MAX_TOKEN_BYTES } from "../../credentials/verify-jws.ts";
import { makeSigningKey, signParts } from "./signing-key.ts";

const now = 1_800_000_000;
const rsa = makeSigningKey("RS256");
const ec = makeSigningKey("ES256");
const entry = (kid: string, key = rsa) => ({ kid, publicKeyPem: key.publicKeyPem, algorithm: key.algorithm });
const keySet = buildKeySet([entry("rsa-kid"), entry("ec-kid", ec)]);
const expected: Expectation = { keySet, issuer: "https://issuer.example.com", audience: "orders", nowSeconds: now };
const header = { alg: "RS256", kid: "rsa-kid" };
const claims = { iss: expected.issuer, aud: "orders", sub: "acme", iat: now, exp: now + 3_600 };
const good = await signParts(header, claims, rsa);

/** What becomes of a properly signed token with this header and these claims. */
async function outcome(head: unknown, payload: unknown, key = rsa, changed: Partial<Expectation> = {}) {
  const answer = await verifyToken(await signParts(head, payload, key), { ...expected, ...changed });
  return answer.ok ? "ok" : answer.code;
}

describe("verifyToken", () => {
  it.each([
    ["RS256", header, rsa],
    ["ES256", { alg: "ES256", kid: "ec-kid" }, ec],
  ] as const)("accepts a good token (%s) and gives its claims", async (_, head, key) => {
    const answer = await verifyToken(await signParts(head, claims, key), expected);
    expect(answer).toEqual({ ok: true, header: head, claims });
  });

  it("takes a key set that was read already", async () => {
    expect((await verifyToken(good, { ...expected, keySet: readKeySet(keySet) })).ok).toBe(true);
  });

  it("throws for a key set that is none, instead of refusing the token", async () => {
    await expect(verifyToken(good, { ...expected, keySet: "<html>" })).rejects.toMatchObject({
      code: "key_set_unreadable",
    });
  });

  it.each([
    ["another issuer", { ...claims, iss: "https://issuer.example.com/" }, "issuer_wrong"],
    ["no issuer", { ...claims, iss: undefined }, "issuer_wrong"],
    ["another audience", { ...claims, aud: "orders2" }, "audience_wrong"],
    ["no audience", { ...claims, aud: undefined }, "audience_wrong"],
    ["other audiences", { ...claims, aud: ["a", ["orders"]] }, "audience_wrong"],
    ["no end", { ...claims, exp: undefined }, "expiry_missing"],
    ["an end as text", { ...claims, exp: String(now + 60) }, "date_unreadable"],
    ["no end but null", { ...claims, exp: null }, "date_unreadable"],
    ["a fraction of an end", { ...claims, exp: now + 0.5 }, "date_unreadable"],
    ["a negative start", { ...claims, nbf: -1 }, "date_unreadable"],
    ["an end beyond all numbers", { ...claims, exp: 1e300 }, "date_unreadable"],
    ["its end now", { ...claims, exp: now }, "expired"],
    ["its end at zero", { ...claims, exp: 0 }, "expired"],
    ["its start ahead", { ...claims, nbf: now + 1 }, "not_yet_valid"],
    ["a list for a payload", [], "payload_unreadable"],
    ["text for a payload", "no json", "payload_unreadable"],
    ["two ends", `{"iss":"${claims.iss}","aud":"orders","exp":1,"exp":${now + 60}}`, "payload_unreadable"],
  ])("refuses a token with %s", async (_, payload, code) => {
    expect(await outcome(header, payload)).toBe(code);
  });

  it.each([
    ["no kid", { alg: "RS256" }, "kid_missing"],
    ["an empty kid", { alg: "RS256", kid: "" }, "kid_missing"],
    ["a number for a kid", { alg: "RS256", kid: 7 }, "kid_missing"],
    ["a kid that is not published", { alg: "RS256", kid: "gone" }, "kid_unknown"],
    ["a kid that every object has", { alg: "RS256", kid: "constructor" }, "kid_unknown"],
    ["the kid of another key of its algorithm's family", { alg: "RS256", kid: "ec-kid" }, "key_unfit"],
    ["an algorithm its key is not for", { alg: "ES256", kid: "rsa-kid" }, "key_unfit"],
    ["no algorithm", { kid: "rsa-kid" }, "algorithm_refused"],
    ["algorithm none", { alg: "none", kid: "rsa-kid" }, "algorithm_refused"],
    ["a symmetric algorithm", { alg: "HS256", kid: "rsa-kid" }, "algorithm_refused"],
    ["another RSA algorithm", { alg: "PS256", kid: "rsa-kid" }, "algorithm_refused"],
    ["its algorithm in lower case", { alg: "rs256", kid: "rsa-kid" }, "algorithm_refused"],
    ["crit", { ...header, crit: ["exp"], exp: 1 }, "critical_header"],
    ["two kids", '{"alg":"RS256","kid":"gone","kid":"rsa-kid"}', "header_unreadable"],
    ["a list for a header", ["RS256"], "header_unreadable"],
  ])("refuses a token with %s", async (_, head, code) => {
    expect(await outcome(head, claims)).toBe(code);
  });

  it("accepts one audience among several", async () => {
    expect(await outcome(header, { ...claims, aud: ["other", "orders"] })).toBe("ok");
  });

  it("allows the clocks to differ only by what it is told", async () => {
    const late = { ...claims, exp: now - 30 };
    const early = { ...claims, nbf: now + 30 };
    expect([await outcome(header, late), await outcome(header, early)]).toEqual(["expired", "not_yet_valid"]);
    const lenient = { skewSeconds: 60 };
    expect([await outcome(header, late, rsa, lenient), await outcome(header, early, rsa, lenient)]).toEqual([
      "ok",
      "ok",
    ]);
    expect(await outcome(header, late, rsa, { skewSeconds: 30 })).toBe("expired");
  });

  it("refuses a kid that stands twice in the key set, even with the same key", async () => {
    const { keys } = JSON.parse(keySet) as { keys: unknown[] };
    expect(await outcome(header, claims, rsa, { keySet: JSON.stringify({ keys: [...keys, ...keys] }) })).toBe(
      "key_unfit",
    );
  });

  it("refuses a key that does not say its algorithm, or is for encryption", async () => {
    for (const change of [{ alg: undefined }, { use: "enc" }, { key_ops: ["encrypt"] }, { e: "AQ" }, { kty: "oct" }]) {
      const keys = (JSON.parse(keySet) as { keys: object[] }).keys.map((key) => ({ ...key, ...change }));
      expect(await outcome(header, claims, rsa, { keySet: JSON.stringify({ keys }) })).toBe("key_unfit");
    }
  });

  it("refuses a token of a stranger's key under a published kid, and under the sentinel's", async () => {
    expect(await outcome(header, claims, makeSigningKey("RS256"))).toBe("signature_wrong");
    expect(await outcome({ alg: "ES256", kid: SENTINEL_KID }, claims, makeSigningKey("ES256"))).toBe("signature_wrong");
  });

  it("does not trust a key that the token brings along", async () => {
    const stranger = makeSigningKey("RS256");
    const jwk = JSON.parse(buildKeySet([entry("rsa-kid", stranger)])).keys[0];
    expect(await outcome({ ...header, jwk }, claims, stranger)).toBe("signature_wrong");
  });

  it("refuses a symmetric signature made with the public key, even where symmetric ones are allowed", async () => {
    const { createHmac } = await import("node:crypto");
    const input = [{ alg: "HS256", kid: "rsa-kid" }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const token = `${input}.${createHmac("sha256", rsa.publicKeyPem).update(input).digest("base64url")}`;
    expect(await verifyToken(token, { ...expected, algorithms: ["RS256", "HS256"] })).toMatchObject({
      code: "key_unfit",
    });
  });

  it.each([
    ["nothing", ""],
    ["two parts", good.split(".").slice(0, 2).join(".")],
    ["four parts", `${good}.YQ`],
    ["an empty signature", `${good.split(".").slice(0, 2).join(".")}.`],
    ["a leading dot", `.${good}`],
    ["a space in front", ` ${good}`],
    ["a line break behind", `${good}\n`],
    ["padding", `${good}==`],
    ["its scheme still in front", `Bearer ${good}`],
  ])("refuses %s as not compact", async (_, token) => {
    expect(await verifyToken(token, expected)).toMatchObject({ ok: false, code: "not_compact" });
  });

  it("looks at no token longer than proxies let through", async () => {
    expect(await verifyToken("a".repeat(MAX_TOKEN_BYTES + 1), expected)).toMatchObject({ code: "too_long" });
    expect(await outcome(header, { ...claims, pad: "x".repeat(MAX_TOKEN_BYTES) })).toBe("too_long");
  });

  it("tells why in words that hold nothing of the token", async () => {
    const answer = await verifyToken(
      await signParts(header, { ...claims, exp: 1, secret: "tell-nobody" }, rsa),
      expected,
    );
    expect(answer).toEqual({ ok: false, code: "expired", message: "the token has expired" });
  });

  it("refuses a token with any one character replaced, left out or put in", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \u0000é";
    const tokens = [good, await signParts({ alg: "ES256", kid: "ec-kid" }, claims, ec)];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tokens),
        fc.nat({ max: 10_000 }),
        fc.constantFrom(...alphabet, ""),
        fc.boolean(),
        async (token, position, character, insert) => {
          const at = position % token.length;
          const changed = token.slice(0, at) + character + token.slice(insert ? at : at + 1);
          fc.pre(changed !== token);
          expect((await verifyToken(changed, expected)).ok).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, Partial<Expectation>, object]>([
    ["a clock that is no number", { nowSeconds: Number.NaN }, claims],
    ["a skew that is no number", { skewSeconds: Number.NaN }, claims],
    ["no issuer to expect", { issuer: undefined as unknown as string }, { ...claims, iss: undefined }],
    ["no audience to expect", { audience: undefined as unknown as string }, { ...claims, aud: undefined }],
    ["no audience to expect, beside a list", { audience: undefined as unknown as string }, { ...claims, aud: [] }],
  ])("accepts nothing with %s", async (_, changed, payload) => {
    expect(await outcome(header, payload, rsa, changed)).not.toBe("ok");
  });

  it("refuses, and never throws, whatever it is given", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.array(fc.base64String(), { maxLength: 5 }).map((parts) => parts.join(".")),
        ),
        async (token) => {
          expect((await verifyToken(token, expected)).ok).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});
