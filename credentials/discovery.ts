import { type SigningAlgorithm, signingAlgorithms } from "./signing-algorithm.ts";

/** What `/.well-known/openid-configuration` says about the own issuer. */
export interface DiscoveryInput {
  /** `iss` of every token, byte for byte. */
  readonly issuer: string;
  readonly jwksUri: string;
  /** Algorithms in the key set. */
  readonly algorithms?: readonly SigningAlgorithm[];
}

/**
 * Writes the discovery document of an issuer that only publishes keys: no login page, no token endpoint.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export function discoveryDocument({ issuer, jwksUri, algorithms = signingAlgorithms }: DiscoveryInput): string {
  const metadata = {
    issuer,
    jwks_uri: jwksUri,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: signingAlgorithms.filter((algorithm) => algorithms.includes(algorithm)),
  };
  return `${JSON.stringify(metadata)}\n`;
}
