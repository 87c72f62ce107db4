import { constants, createHmac, KeyObject, timingSafeEqual, verify } from "node:crypto";
import type { JwtStatus } from "./jwt-status.ts";
import type { VerificationKey } from "./key-set.ts";
import type { ParsedToken } from "./parse-token.ts";

const DIGESTS: Readonly<Record<string, string>> = { "384": "sha384", "512": "sha512" };

/**
 * Verifies a token against a key set, key by key.
 *
 * Where a key names no algorithm its type decides, not the token's header: an EC key without `alg` verifies a token that says RS256.
 *
 * @returns undefined when one key verifies it.
 * @see gateway-semantics §3.5, §12
 */
export function verifySignature(token: ParsedToken, keys: readonly VerificationKey[]): JwtStatus | undefined {
  let fitting = false;
  for (const key of keys) {
    if (token.kid !== "" && key.kid !== "" && key.kid !== token.kid) continue;
    if (key.algorithm !== "" && key.algorithm !== token.algorithm) continue;
    fitting = true;
    // The gateway gives up here, even where a later key would verify.
    if (key.type === "OKP" && token.signature.length !== 64) return "ed25519_length";
    if (verifiedBy(key, token)) return undefined;
  }
  return fitting ? "verification" : "no_key";
}

function verifiedBy({ type, key, coordinateBytes }: VerificationKey, token: ParsedToken): boolean {
  if (!(key instanceof KeyObject)) return hmacMatches(key, token);
  const data = Buffer.from(token.signedData, "latin1");
  try {
    switch (type) {
      case "RSA":
        return verifyRsa(key, token, data);
      case "EC": {
        const signature = ecSignature(token.signature, coordinateBytes);
        const digest = digestOf(token.algorithm, ["ES"]);
        return signature !== undefined && verify(digest, data, { key, dsaEncoding: "ieee-p1363" }, signature);
      }
      default:
        return verify(null, data, key, token.signature);
    }
  } catch {
    // OpenSSL throws on some signatures that are merely wrong, e.g. with a modulus that is no product of two primes.
    return false;
  }
}

function verifyRsa(key: KeyObject, token: ParsedToken, data: Buffer): boolean {
  const digest = digestOf(token.algorithm, ["RS", "PS"]);
  if (token.algorithm.startsWith("RS")) return verify(digest, data, key, token.signature);
  if (!token.algorithm.startsWith("PS")) return false;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify(digest, data, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, token.signature);
}

function hmacMatches(secret: Buffer, token: ParsedToken): boolean {
  const expected = createHmac(digestOf(token.algorithm, ["HS"]), secret)
    .update(token.signedData, "latin1")
    .digest();
  return expected.length === token.signature.length && timingSafeEqual(expected, token.signature);
}

/** SHA-256 unless the algorithm is of the key's own families and names another. */
function digestOf(algorithm: string, families: readonly string[]): string {
  return (families.includes(algorithm.slice(0, 2)) && DIGESTS[algorithm.slice(2)]) || "sha256";
}

/** Both halves as numbers of the curve's size; an odd last byte is ignored, as are leading zeros. */
function ecSignature(signature: Buffer, bytes: number): Buffer | undefined {
  const half = signature.length >> 1;
  const r = resize(signature.subarray(0, half), bytes);
  const s = resize(signature.subarray(half, 2 * half), bytes);
  return r === undefined || s === undefined ? undefined : Buffer.concat([r, s]);
}

function resize(number: Buffer, bytes: number): Buffer | undefined {
  const excess = number.length - bytes;
  if (excess <= 0) return Buffer.concat([Buffer.alloc(-excess), number]);
  return number.subarray(0, excess).every((byte) => byte === 0) ? number.subarray(excess) : undefined;
}
