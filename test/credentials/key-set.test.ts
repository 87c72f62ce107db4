import { createPublicKey, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { buildKeySet } from "../../credentials/key-set.ts";
import { SENTINEL_KID } from "../../credentials/sentinel.ts";
import { makeSigningKey, signParts } from "./signing-key.ts";

const rsa = makeSigningKey("RS256");
const ec = makeSigningKey("ES256");
const entry = (kid: string, key = rsa) => ({ kid, publicKeyPem: key.publicKeyPem, algorithm: key.algorithm });
const kids = (text: string) => (JSON.parse(text) as { keys: { kid: string }[] }).keys.map((key) => key.kid);

describe("buildKeySet", () => {
  it("gives every entry kid, alg, use and kty, and nothing private or naming anybody", () => {
    const { keys } = JSON.parse(buildKeySet([entry("rsa-kid-000000001"), entry("ec-kid-0000000002", ec)]));
    expect(keys.map((key: object) => Object.keys(key).join())).toEqual([
      "kid,alg,use,kty,crv,x,y",
      "kid,alg,use,kty,n,e",
      "kid,alg,use,kty,crv,x,y",
    ]);
    expect(keys.map(({ alg, use, kty }: Record<string, string>) => [alg, use, kty])).toEqual([
      ["ES256", "sig", "EC"],
      ["RS256", "sig", "RSA"],
      ["ES256", "sig", "EC"],
    ]);
  });

  it("is never empty: without a generation it holds the sentinel alone", () => {
    expect(kids(buildKeySet([]))).toEqual([SENTINEL_KID]);
  });

  it("is the same text whatever the order of the entries", () => {
    const entries = ["kid-c", "kid-a", "kid-B", "kid_b", "-kid"].map((kid, index) => entry(kid, index % 2 ? ec : rsa));
    const text = buildKeySet(entries);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(buildKeySet(shuffled)).toBe(text);
      }),
      { numRuns: 20 },
    );
    expect(kids(text)).toEqual(["-kid", "kid-B", "kid-a", "kid-c", "kid_b", SENTINEL_KID]);
  });

  it.each([rsa, ec])("holds keys that another library verifies tokens with ($algorithm)", async (key) => {
    const token = await signParts({ alg: key.algorithm, kid: "some-kid" }, { sub: "acme" }, key);
    const { payload } = await jwtVerify(
      token,
      createLocalJWKSet(JSON.parse(buildKeySet([entry("some-kid", key), entry("other-kid", rsa)]))),
    );
    expect(payload.sub).toBe("acme");
  });

  it("lets many kids share one signing key", () => {
    const text = buildKeySet(Array.from({ length: 1_000 }, (_, index) => entry(`kid-${index}`)));
    expect(new Set(kids(text)).size).toBe(1_001);
  });

  it("refuses a kid that stands twice, the sentinel's included", () => {
    const twice = expect.objectContaining({ code: "kid_published_twice" });
    expect(() => buildKeySet([entry("same"), entry("same", ec)])).toThrow(twice);
    expect(() => buildKeySet([entry(SENTINEL_KID)])).toThrow(twice);
  });

  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({
    type: "spki",
    format: "pem",
  }) as string;
  const jwk = createPublicKey(rsa.publicKeyPem).export({ format: "jwk" });
  const exponentOne = createPublicKey({ format: "jwk", key: { ...jwk, e: "AQ" } }).export({
    type: "spki",
    format: "pem",
  }) as string;
  const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({
    type: "spki",
    format: "pem",
  }) as string;
  it.each([
    ["an elliptic key for RS256", { algorithm: "RS256", publicKeyPem: ec.publicKeyPem }, "not an RSA key"],
    ["an RSA key for ES256", { algorithm: "ES256", publicKeyPem: rsa.publicKeyPem }, "not a key on P-256"],
    ["another curve", { algorithm: "ES256", publicKeyPem: p384 }, "not a key on P-256"],
    ["a short RSA key", { algorithm: "RS256", publicKeyPem: short }, "shorter than 2048 bits"],
    ["a key everybody can sign with", { algorithm: "RS256", publicKeyPem: exponentOne }, "public exponent"],
    ["no key at all", { algorithm: "RS256", publicKeyPem: "" }, "not a public key in PEM form"],
    [
      "a broken key",
      { algorithm: "RS256", publicKeyPem: rsa.publicKeyPem.slice(0, 100) },
      "not a public key in PEM form",
    ],
    ["a private key", { algorithm: "RS256", publicKeyPem: rsa.privateKeyPem }, "not a public key in PEM form"],
  ] as const)("refuses %s and says so", (_, wrong, reason) => {
    expect(() => buildKeySet([{ kid: "some-kid", ...wrong }])).toThrow(reason);
  });

  it("quotes no key material when it refuses", () => {
    const secret = rsa.privateKeyPem.split("\n")[1] ?? "";
    expect(() => buildKeySet([{ kid: "some-kid", algorithm: "RS256", publicKeyPem: rsa.privateKeyPem }])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  });
});
