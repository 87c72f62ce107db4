import { describe, expect, it } from "vitest";
import { CredentialError, credentialErrors } from "../../credentials/errors.ts";
import { refusals } from "../../credentials/refusals.ts";
import { LatchkeyError } from "../../errors/latchkey-error.ts";

describe("credentialErrors", () => {
  it.each(Object.entries(credentialErrors))(
    "%s says what is wrong and what to do, as half a sentence each",
    (_, { message, fix }) => {
      for (const text of [message, fix]) {
        expect(text).toMatch(/^([a-z{]|Cloud KMS)/);
        expect(text).not.toMatch(/\.$|\bclient\b|\btenant\b/);
      }
    },
  );

  it("become errors with their code, their blanks filled in", () => {
    const error = new CredentialError("lifetime_over_cap", { asked: "91d", cap: "90d", consumer: "acme" });
    expect(error).toBeInstanceOf(LatchkeyError);
    expect(error).toMatchObject({
      name: "CredentialError",
      code: "lifetime_over_cap",
      message: "a life of 91d is longer than the 90d that acme may have",
      fix: "ask for at most 90d, or raise latchkey:consumers.acme.maxLifetime",
    });
  });
});

describe("refusals", () => {
  it.each(Object.entries(refusals))("%s names a fault of the token", (_, text) => {
    expect(text).toMatch(/^the key of |^the token/);
  });
});
