import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readClaims } from "../../../local/service/claims.ts";
import { describeCredential, hideCredentials } from "../../../local/service/credentials.ts";

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const secrets = fc.stringMatching(/^[A-Za-z0-9_-]{24,60}$/);
const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string(), fc.integer()), {
  noNullPrototype: true,
});

describe("a credential that is shown", () => {
  it("never contains what it was sent as, under whatever name it came", () => {
    fc.assert(
      fc.property(
        secrets,
        fc.constantFrom("x-api-key", "Authorization", "key", "cookie", "X-Serverless-Authorization"),
        (secret, name) => {
          for (const value of [secret, `Bearer ${secret}`, `session=${secret}`]) {
            expect(JSON.stringify(describeCredential(name, value))).not.toContain(secret);
          }
        },
      ),
    );
  });

  it("is left out of a path, however often it stands there", () => {
    const token = `${base64url({ alg: "ES256" })}.${base64url({ iss: "a" })}.c2lnbmF0dXJl`;
    const key = `AIza${"x".repeat(35)}`;
    expect(hideCredentials(`/reset/${token}/${key}/${token}`)).toBe("/reset/[credential]/[credential]/[credential]");
  });

  it("is a token's claims without its signature, under whatever name it came", () => {
    fc.assert(
      fc.property(fields, secrets, fc.stringMatching(/^x-[a-z]{1,8}$/), (claims, signature, name) => {
        const token = `${base64url({ alg: "ES256" })}.${base64url({ iss: "https://issuer", ...claims })}.${signature}`;
        const shown = describeCredential(name, `Bearer ${token}`);
        expect(shown).toEqual({ scheme: "Bearer", length: token.length, claims: { iss: "https://issuer", ...claims } });
        expect(JSON.stringify(shown)).not.toContain(signature);
      }),
    );
  });

  it("is nothing when a value is no credential", () => {
    for (const value of ["gzip, br", "curl/8.0", "application/json", "", "AIzaShort", "eyJ"]) {
      expect(describeCredential("x-header", value)).toBeUndefined();
    }
  });
});

describe("reading claims", () => {
  it("takes tokens and bare payloads, padded or not", () => {
    const payload = base64url({ sub: "acme" });
    for (const text of [payload, `${payload}==`, `h.${payload}.s`]) expect(readClaims(text)).toEqual({ sub: "acme" });
  });

  it("gives nothing for anything else, and never throws", () => {
    for (const text of ["", "a.b", "a.b.c.d", "!!", base64url("text"), base64url(7), "h.e30"]) {
      expect(readClaims(text), text).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => void readClaims(text)));
  });
});
