import { Document } from "yaml";
import type { DiscoveredIssuer } from "./discover-issuer.ts";

/** How the scheme is to be written. */
export interface SchemeOptions {
  /** Name of the security scheme. */
  readonly name: string;
  /** What the issuer's tokens carry in `aud`. */
  readonly audience: string;
  /** For Swagger 2.0 instead of OpenAPI 3. */
  readonly swagger?: boolean;
}

/** The part of an API description that trusts an issuer. */
export function issuerScheme(
  { issuer, jwksUri }: Pick<DiscoveredIssuer, "issuer" | "jwksUri">,
  { name, audience, swagger = false }: SchemeOptions,
): object {
  if (swagger) {
    return {
      securityDefinitions: {
        [name]: {
          type: "oauth2",
          flow: "implicit",
          authorizationUrl: "",
          "x-google-issuer": issuer,
          "x-google-jwks_uri": jwksUri,
          "x-google-audiences": audience,
        },
      },
    };
  }
  const flows = { implicit: { authorizationUrl: "", scopes: {} } };
  const auth = { issuer, jwksUri, audiences: [audience] };
  return { components: { securitySchemes: { [name]: { type: "oauth2", flows, "x-google-auth": auth } } } };
}

/** The same as YAML, to be pasted. */
export function schemeText(scheme: object): string {
  return new Document(scheme).toString({ lineWidth: 0 });
}
