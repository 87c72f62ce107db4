import { existsSync, readFileSync } from "node:fs";
import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { readKeySet } from "../../credentials/read-key-set.ts";
import { verifySignature } from "../../credentials/verify.ts";
import { verifyJws } from "../../credentials/verify-jws.ts";

interface Vectors {
  readonly testGroups: readonly {
    /** A key, or in the vectors about keys a whole set. */
    readonly public?: JWK;
    readonly private?: JWK;
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly jws: unknown;
      readonly result: "valid" | "invalid";
    }[];
  }[];
}

const folder = new URL("../../../shared/cases/wycheproof/", import.meta.url);
const file = new URL("json_web_signature_test.json", folder);
const keyFile = new URL("json_web_key_test.json", folder);
const algorithms = ["RS", "PS", "ES", "HS"].flatMap((family) => ["256", "384", "512"].map((size) => family + size));

/** Valid ones that are refused on purpose. */
const refused = {
  Figure20: "the key is labelled PS256 and the signature PS384",
  Figure27: "the key is labelled ES521, which is no algorithm",
  InvalidCharacterInsertedInHeader: "a foreign character stands in the base64url",
  InvalidCharacterInsertedInPayload: "a foreign character stands in the base64url",
};

describe.skipIf(!existsSync(file))("Wycheproof's JSON Web Signature vectors", () => {
  const cases = readCases(file);

  const signature = (test: (typeof cases)[number]) => JSON.stringify([test.jws, test.key]);
  const valid = cases.filter((test) => test.result === "valid");
  const invalid = cases.filter((test) => test.result === "invalid");

  /** Two vectors lost the padding they were about: byte for byte they are one that is labelled valid. No verifier can satisfy both labels. */
  const contradictory = invalid.filter((test) => valid.some((other) => signature(other) === signature(test)));

  async function accepted(tests: typeof cases): Promise<string[]> {
    const names: string[] = [];
    for (const { jws, key, comment } of tests) {
      const text = typeof jws === "string" ? jws : JSON.stringify(jws);
      if ((await verifyJws(text, key ?? { kty: "none" }, algorithms)).ok) names.push(comment);
    }
    return names;
  }

  it("accepts no invalid signature", async () => {
    expect([invalid.length, valid.length]).toEqual([355, 46]);
    expect(contradictory.map((test) => test.comment)).toEqual([
      "invalidBase64Padding",
      "invalidBase64PaddingInPayload",
    ]);
    expect(await accepted(invalid.filter((test) => !contradictory.includes(test)))).toEqual([]);
  });

  it("accepts every valid signature but the six ambiguous ones", async () => {
    const unambiguous = valid.map((test) => test.comment).filter((comment) => !Object.hasOwn(refused, comment));
    expect(unambiguous).toHaveLength(40);
    expect(await accepted(valid)).toEqual(unambiguous);
  });
});

describe.skipIf(!existsSync(keyFile))("Wycheproof's JSON Web Key vectors", () => {
  it("accepts, with the algorithms of an own issuer, its one sound key and no faulty one but a weak RSA prime's", async () => {
    const names: string[] = [];
    for (const { jws, key, comment } of readCases(keyFile)) {
      if ((await verifySignature(String(jws), readKeySet(JSON.stringify(key)))).ok) names.push(comment);
    }
    // Cloud KMS makes the primes of an own issuer's keys, so ROCA's are not looked for.
    expect(names).toEqual(["acceptsValid", "rejectsKeyWithRocaVulnerability"]);
  });
});

function readCases(from: URL) {
  const { testGroups } = JSON.parse(existsSync(from) ? readFileSync(from, "utf8") : '{"testGroups":[]}') as Vectors;
  return testGroups.flatMap((group) => group.tests.map((test) => ({ ...test, key: group.public ?? group.private })));
}
