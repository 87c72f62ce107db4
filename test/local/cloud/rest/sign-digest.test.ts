import { createHash, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signDigest } from "../../../../local/cloud/rest/sign-digest.ts";
import { makeSigningKey } from "../../../credentials/signing-key.ts";

describe("signDigest", () => {
  it.each([
    ["RSA", makeSigningKey("RS256"), 20],
    ["P-256", makeSigningKey("ES256"), 100],
  ] as const)("makes %s signatures that verify the data behind the digest, and no other", (_, key, numRuns) => {
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        const signature = signDigest(createHash("sha256").update(data).digest(), key.privateKeyPem);
        expect(verify("sha256", data, key.publicKeyPem, signature)).toBe(true);
        expect(verify("sha256", Buffer.concat([data, Buffer.from("x")]), key.publicKeyPem, signature)).toBe(false);
      }),
      { numRuns },
    );
  });

  it("never uses one nonce twice on P-256: equal ones would give the key away", () => {
    const { privateKeyPem } = makeSigningKey("ES256");
    const digest = Buffer.alloc(32, 7);
    const halves = Array.from({ length: 50 }, () => signDigest(digest, privateKeyPem).subarray(4, 36).toString("hex"));
    expect(new Set(halves).size).toBe(50);
  });
});
