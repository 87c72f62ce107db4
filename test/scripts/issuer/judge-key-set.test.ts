import { describe, expect, test } from "vitest";
import { judgeKeySet } from "../../../scripts/issuer/judge-key-set.ts";

const judge = (value: unknown) => judgeKeySet(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));
const rsa = { kty: "RSA", kid: "r", alg: "RS256" };
const symmetric = /symmetric keys/;
const bare = /without `alg`/;
const left = /leaves out/;
const none = /no token would be accepted/;

describe("a key set", () => {
  test.each([
    ["RSA with an algorithm", { keys: [rsa] }, []],
    [
      "several families",
      { keys: [rsa, { kty: "EC", kid: "e", alg: "ES256" }, { kty: "OKP", kid: "o", alg: "EdDSA" }] },
      [],
    ],
    ["no algorithm", { keys: [{ kty: "RSA", kid: "r" }] }, [bare]],
    [
      "a symmetric key beside another",
      { keys: [rsa, { kty: "oct", kid: "s", alg: "HS256", k: "secret" }] },
      [symmetric],
    ],
    ["a private key", { keys: [{ kty: "RSA", kid: "r", alg: "RS256", d: "secret" }] }, [/private keys \(r\)/]],
    ["a symmetric key alone", { keys: [{ kty: "oct", k: "secret" }] }, [symmetric, none]],
    ["an RSA key that claims HS256", { keys: [{ kty: "RSA", kid: "r", alg: "HS256" }] }, [symmetric, none]],
    ["an algorithm of another family", { keys: [rsa, { kty: "EC", kid: "e", alg: "RS256" }] }, [left]],
    ["an algorithm in small letters alone", { keys: [{ kty: "RSA", kid: "r", alg: "rs256" }] }, [left, none]],
    ["an unknown type of key", { keys: [{ kty: "X", kid: "x" }] }, [none]],
    ["no keys", { keys: [] }, [none]],
    ["what are no keys", { keys: [1, null, {}, { kty: 5 }] }, [none]],
    ["no list of keys", { keys: {} }, [/no JSON object with a list/]],
    ["no JSON", "<html>", [/no JSON object with a list/]],
    ["names twice", '{"keys":[],"keys":[]}', [/no JSON object with a list/]],
    ["certificates by kid", { a: "-----BEGIN CERTIFICATE-----\nMII" }, []],
  ] as [string, unknown, RegExp[]][])("of %s", (_, set, expected) => {
    const { warnings } = judge(set);
    expect(warnings).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(warnings[index]).toMatch(pattern);
  });

  test("never has its secrets told, nor what a terminal would act on", () => {
    const told = JSON.stringify(judge({ keys: [{ kty: "oct", kid: "\u001b[2Jk", k: "hunter2", alg: "HS256" }] }));
    expect(told).not.toMatch(/hunter2|\\u001b/);
  });
});
