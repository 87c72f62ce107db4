/** JWS algorithms an own issuer signs with. */
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

export const signingAlgorithms = ["RS256", "ES256"] as const;
