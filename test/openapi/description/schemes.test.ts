import { describe, expect, it } from "vitest";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import { codes, compileText, settings } from "../settings.ts";

/** What the gateway makes of the one scheme an operation demands. */
function checked(scheme: object, swagger = false) {
  const root = swagger
    ? { swagger: "2.0", securityDefinitions: { scheme } }
    : { openapi: "3.1.0", components: { securitySchemes: { scheme } } };
  const paths = { "/a": { get: { operationId: "a", security: [{ scheme: [] }] } } };
  const compilation = compileText(JSON.stringify({ ...root, info: { title: "a", version: "b" }, paths }));
  const config = compilation.documents.main === undefined ? undefined : compileDocument(compilation.documents.main);
  return { codes: codes(compilation, "warning"), method: config?.methods[0], provider: config?.providers[0] };
}

const own = { ...settings().issuer, audience: undefined, audiences: [settings().issuer.audience] };
const partner = { issuer: "https://p.example/", jwksUri: "https://p.example/j" };
const bearer = [{ header: "Authorization", valuePrefix: "Bearer " }];

describe("schemes", () => {
  it.each([
    ["an apiKey in header x-api-key", { type: "apiKey", in: "header", name: "x-api-key" }],
    ["an apiKey in header X-API-Key", { type: "apiKey", in: "header", name: "X-API-Key" }],
  ])("%s is a key", (_, scheme) => {
    expect(checked(scheme)).toMatchObject({ codes: [], method: { apiKeyRequired: true, providerIds: [] } });
    expect(checked(scheme, true)).toMatchObject({ codes: [], method: { apiKeyRequired: true, providerIds: [] } });
  });

  it.each([
    ["http bearer", { type: "http", scheme: "bearer" }, false],
    ["http Bearer", { type: "http", scheme: "Bearer", bearerFormat: "JWT" }, false],
    ["oauth2 marked as own", { type: "oauth2", "x-latchkey-issuer": "own" }, false],
    ["openIdConnect marked as own", { type: "openIdConnect", "x-latchkey-issuer": "own" }, false],
    ["oauth2 of Swagger 2.0 marked as own", { type: "oauth2", "x-latchkey-issuer": "own" }, true],
  ])("%s is a token of this stack", (_, scheme, swagger) => {
    const { codes: found, provider } = checked(scheme, swagger);
    expect(found).toEqual([]);
    expect(provider).toEqual({
      id: "scheme",
      issuer: own.issuer,
      jwksUri: own.jwksUri,
      audiences: own.audiences,
      locations: bearer,
    });
  });

  it.each([
    ["oauth2 with x-google-auth", { type: "oauth2", "x-google-auth": { ...partner, audiences: ["a", "b"] } }, false],
    [
      "openIdConnect with x-google-auth",
      { type: "openIdConnect", "x-google-auth": { ...partner, audiences: ["a", "b"] } },
      false,
    ],
    // Naming an issuer is never overruled by the shorthand for our own.
    [
      "http bearer with x-google-auth",
      { type: "http", scheme: "bearer", "x-google-auth": { ...partner, audiences: ["a", "b"] } },
      false,
    ],
    [
      "oauth2 of Swagger 2.0",
      {
        type: "oauth2",
        "x-google-issuer": partner.issuer,
        "x-google-jwks_uri": partner.jwksUri,
        "x-google-audiences": "a, b",
      },
      true,
    ],
  ])("%s is a token of an external issuer", (_, scheme, swagger) => {
    const { codes: found, provider } = checked(scheme, swagger);
    expect(found).toEqual([]);
    expect(provider).toEqual({ id: "scheme", ...partner, audiences: ["a", "b"], locations: bearer });
  });

  it.each([
    [
      "x-google-jwt-locations",
      [
        { header: "X-Partner-Token", value_prefix: "" },
        { header: "Authorization", value_prefix: "Bearer " },
      ],
    ],
    ["jwtLocations", [{ header: "X-Partner-Token" }, { header: "Authorization", valuePrefix: "Bearer " }]],
  ])("%s are kept in order", (field, locations) => {
    const auth = { ...partner, audiences: ["a"] };
    const scheme =
      field === "jwtLocations"
        ? { type: "oauth2", "x-google-auth": { ...auth, jwtLocations: locations } }
        : { type: "oauth2", "x-google-auth": auth, [field]: locations };
    const { codes: found, provider } = checked(scheme);
    expect(found).toEqual([]);
    expect(provider?.locations).toEqual([{ header: "X-Partner-Token", valuePrefix: "" }, ...bearer]);
  });
});
