import { generateKeyPairSync, type JsonWebKey, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseKeySet } from "../../../../local/gateway/jwt/key-set.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
const ed = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
const oct = { kty: "oct", k: randomBytes(32).toString("base64url") };

function kids(...keys: (JsonWebKey | object | null | number)[]): string[] | undefined {
  return parseKeySet(JSON.stringify({ keys }))?.map(({ kid }) => kid);
}

describe("a key", () => {
  it.each([
    ["of each type", [rsa, ec, ed, oct], 4],
    ["with a family of algorithms, if an unusable one", [{ ...rsa, alg: "RS" }], 1],
    [
      "on the curve its algorithm names",
      [
        { ...ec, crv: undefined, alg: "ES256" },
        { ...ec, crv: "" },
      ],
      2,
    ],
    ["with leading zeros", [{ ...rsa, e: "AAEAAQ" }], 1],
    ["marked for something else", [{ ...rsa, use: "enc", key_ops: ["encrypt"], kid: 5, alg: 7 }], 1],
  ])("%s is taken", (_, keys, count) => {
    expect(kids(...keys)?.length).toBe(count);
  });

  it.each([
    ["of another family", { ...rsa, alg: "ES256" }],
    ["with a lower-case algorithm", { ...rsa, alg: "rs256" }],
    ["with an exponent of 17", { ...rsa, e: "EQ" }],
    ["with an even modulus", { ...rsa, n: "AAAA" }],
    ["off its curve", { ...ec, y: ec.x }],
    ["on a curve its algorithm does not fit", { ...ec, alg: "ES384" }],
    ["on another curve than it says", { ...ec, crv: "P-384" }],
    ["of Ed25519 under its newer name", { ...ed, alg: "Ed25519" }],
    ["that is too short", { ...ed, x: "AAAA" }],
    ["without material", { ...oct, k: "" }],
    ["without type", { n: rsa.n, e: rsa.e }],
    ["that is null", null],
  ])("%s is passed over", (_, key) => {
    expect(kids(key)).toBeUndefined();
    expect(kids(key, { ...rsa, kid: "good" })).toEqual(["good"]);
  });
});

describe("a key set", () => {
  it.each([
    "",
    "{}",
    "[]",
    '{"keys":{}}',
    '{"keys":[]}',
    '{"KEYS":[]}',
    "<html>",
    '{"keys":[{"kty":"XYZ"}]}',
    '{"":"x"}',
    '{"k":"-----BEGIN CERTIFICATE-----\\n"}',
  ])("%j counts as a failed fetch", (text) => {
    expect(parseKeySet(text)).toBeUndefined();
  });
});
