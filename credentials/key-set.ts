import { createPublicKey, type JsonWebKey } from "node:crypto";
import { CredentialError } from "./errors.ts";
import { SENTINEL_KID, sentinelKey } from "./sentinel.ts";
import type { SigningAlgorithm } from "./signing-algorithm.ts";

/** A kid and the public half of the signing key it is bound to. Many kids may share one key. */
export interface KeySetEntry {
  readonly kid: string;
  readonly publicKeyPem: string;
  readonly algorithm: SigningAlgorithm;
}

/**
 * Writes the public key set: one entry per kid, ordered by kid, and the sentinel last.
 *
 * The text depends on nothing but the entries, and names no consumer.
 * @throws {CredentialError} `kid_published_twice`, `public_key_unfit`.
 */
export function buildKeySet(entries: readonly KeySetEntry[]): string {
  const parts = new Map<string, JsonWebKey>();
  const seen = new Set<string>([SENTINEL_KID]);
  const keys = entries
    .toSorted((one, other) => (one.kid < other.kid ? -1 : 1))
    .map((entry) => {
      const { kid, publicKeyPem, algorithm } = entry;
      if (seen.has(kid)) throw new CredentialError("kid_published_twice", { kid });
      seen.add(kid);
      const known = parts.get(`${algorithm} ${publicKeyPem}`) ?? publicPart(entry);
      parts.set(`${algorithm} ${publicKeyPem}`, known);
      return { kid, alg: algorithm, use: "sig", ...known };
    });
  const sentinel = { kid: SENTINEL_KID, alg: "ES256", use: "sig", ...sentinelKey() };
  return `${JSON.stringify({ keys: [...keys, sentinel] })}\n`;
}

/** Takes only the public members, in a fixed order, of a key that can really do what its algorithm says. */
function publicPart({ kid, publicKeyPem, algorithm }: KeySetEntry): JsonWebKey {
  const unfit = (reason: string, cause?: unknown) =>
    new CredentialError("public_key_unfit", { kid, algorithm, reason }, { cause });
  // createPublicKey would also take a private key and silently publish its public half.
  if (!/^\s*-----BEGIN (RSA )?PUBLIC KEY-----/.test(publicKeyPem)) throw unfit("it is not a public key in PEM form");
  let jwk: JsonWebKey;
  try {
    jwk = createPublicKey(publicKeyPem).export({ format: "jwk" });
  } catch (error) {
    throw unfit("it is not a public key in PEM form", error);
  }
  const { kty, crv, n, e, x, y } = jwk;
  if (algorithm === "ES256") {
    if (kty !== "EC" || crv !== "P-256") throw unfit("it is not a key on P-256");
    return { kty, crv, x, y };
  }
  if (kty !== "RSA" || n === undefined) throw unfit("it is not an RSA key");
  // With an exponent of 1 everybody can sign; the gateway takes these two.
  if (e !== "AQAB" && e !== "Aw") throw unfit("its public exponent is neither 65537 nor 3");
  if (Buffer.from(n, "base64url").length < 256) throw unfit("its modulus is shorter than 2048 bits");
  return { kty, n, e };
}
