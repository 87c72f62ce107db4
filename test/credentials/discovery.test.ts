import { describe, expect, it } from "vitest";
import { discoveryDocument } from "../../credentials/discovery.ts";

const input = { issuer: "https://issuer.example.com/a/", jwksUri: "https://storage.googleapis.com/bucket/jwks.json" };

describe("discoveryDocument", () => {
  it("names the issuer byte for byte and where the key set is", () => {
    expect(JSON.parse(discoveryDocument(input))).toEqual({
      issuer: "https://issuer.example.com/a/",
      jwks_uri: "https://storage.googleapis.com/bucket/jwks.json",
      response_types_supported: ["id_token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256", "ES256"],
    });
  });

  it("takes no notice of members it does not know, so that a whole settings object can be handed over", () => {
    const more = { ...input, audience: "https://private.example.com", host: "bucket" };
    expect(discoveryDocument(more)).toBe(discoveryDocument(input));
  });

  it("lists the algorithms in one order", () => {
    expect(discoveryDocument({ ...input, algorithms: ["ES256", "RS256"] })).toBe(discoveryDocument(input));
    expect(
      JSON.parse(discoveryDocument({ ...input, algorithms: ["ES256"] })).id_token_signing_alg_values_supported,
    ).toEqual(["ES256"]);
  });
});
