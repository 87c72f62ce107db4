import { createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SENTINEL_KID, sentinelKey } from "../../credentials/sentinel.ts";

describe("sentinelKey", () => {
  it("is a point of P-256", () => {
    const key = createPublicKey({ key: { ...sentinelKey() }, format: "jwk" });
    expect(key.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });

  it("is the same point for ever, because a changed one would change every key set", () => {
    expect(sentinelKey()).toEqual({
      kty: "EC",
      crv: "P-256",
      x: "40oRTYTg-FEAxO0ilDoUTwTqDa70qSN0bA_F2cpJd9s",
      y: "5iz2w76w_Re1rKg-CL4YvweKuKhRC0GOSkC9jaK3eFI",
    });
  });

  it("has a kid that says what it is", () => {
    expect(SENTINEL_KID).toBe("latchkey-sentinel");
  });
});
