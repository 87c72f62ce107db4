import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { issuerScheme, schemeText } from "../../../scripts/issuer/issuer-scheme.ts";
import { codes, compileText } from "../../openapi/settings.ts";

const issuer = {
  issuer: "https://id.example.com/:a/",
  jwksUri: "https://id.example.com/keys?v=1&x='y'",
};
const head = {
  info: { title: "a", version: "1" },
  paths: { "/a": { get: { operationId: "a", security: [{ idp: [] }] } } },
};

describe("the scheme of a discovered issuer", () => {
  test.each([
    ["OpenAPI 3", { openapi: "3.0.4" }, false],
    ["Swagger 2.0", { swagger: "2.0" }, true],
  ])("is one that the gateway is given as it is (%s)", (_, version, swagger) => {
    const pasted = parse(schemeText(issuerScheme(issuer, { name: "idp", audience: "api", swagger }))) as object;
    const compilation = compileText(JSON.stringify({ ...version, ...head, ...pasted }));
    expect(codes(compilation, "warning")).toEqual([]);
    expect(JSON.parse(compilation.documents.main ?? "").securityDefinitions.idp).toMatchObject({
      "x-google-issuer": issuer.issuer,
      "x-google-jwks_uri": issuer.jwksUri,
      "x-google-audiences": "api",
    });
  });
});
