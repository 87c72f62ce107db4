import { type KeySet, readKeySet } from "./read-key-set.ts";
import type { Refusal } from "./refusals.ts";
import { refuse } from "./refuse.ts";
import { signingAlgorithms } from "./signing-algorithm.ts";
import { parseStrictObject } from "./strict-json.ts";
import { readJws, verifyJws } from "./verify-jws.ts";

/** What a token is held against. */
export interface Expectation {
  /** The published key set, as text or read already. */
  readonly keySet: string | KeySet;
  /** Compared byte for byte with `iss`. */
  readonly issuer: string;
  /** Must be `aud`, or one of them. */
  readonly audience: string;
  /** Seconds since the epoch. */
  readonly nowSeconds: number;
  /** How wrong this clock may be; the gateway allows 60. Default 0. */
  readonly skewSeconds?: number;
  /** Default RS256 and ES256. */
  readonly algorithms?: readonly string[];
}

/** A token that is accepted. */
export interface VerifiedToken {
  readonly ok: true;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Verifies a token of the own issuer, more strictly than the gateway does: it must carry a kid, an end, and nothing ambiguous.
 *
 * @returns the token's claims, or why it is refused; it throws only for an unreadable key set.
 * @throws {CredentialError} `key_set_unreadable`.
 * @see gateway-semantics §3.2 and §12 for what the gateway lets pass
 */
export async function verifyToken(token: string, expected: Expectation): Promise<VerifiedToken | Refusal> {
  const signed = await verifySignature(token, expected.keySet, expected.algorithms);
  if (!signed.ok) return signed;
  const claims = parseStrictObject(signed.payload);
  if (claims === undefined) return refuse("payload_unreadable");
  return checkClaims(claims, expected) ?? { ok: true, header: signed.header, claims };
}

/** Verifies only that a token is signed by the key that the key set holds for its kid. */
export async function verifySignature(
  token: string,
  keySet: string | KeySet,
  algorithms: readonly string[] = signingAlgorithms,
) {
  const read = readJws(token, algorithms);
  if (!read.ok) return read;
  const { kid } = read.header;
  if (typeof kid !== "string" || kid === "") return refuse("kid_missing");
  const [key, ...others] = (typeof keySet === "string" ? readKeySet(keySet) : keySet).get(kid) ?? [];
  if (key === undefined) return refuse("kid_unknown");
  if (others.length > 0 || key.alg !== read.algorithm) return refuse("key_unfit");
  return await verifyJws(token, key, algorithms);
}

function checkClaims(claims: Readonly<Record<string, unknown>>, expected: Expectation): Refusal | undefined {
  const { iss, aud, exp } = claims;
  // What is missing on both sides is not equal.
  if (typeof iss !== "string" || iss !== expected.issuer) return refuse("issuer_wrong");
  if (typeof expected.audience !== "string" || !(Array.isArray(aud) ? aud : [aud]).includes(expected.audience))
    return refuse("audience_wrong");
  if (exp === undefined) return refuse("expiry_missing");
  for (const claim of ["exp", "nbf", "iat"]) {
    const date = claims[claim];
    if (date !== undefined && !(Number.isSafeInteger(date) && Number(date) >= 0))
      return refuse("date_unreadable", { claim });
  }
  const skew = expected.skewSeconds ?? 0;
  // Asked this way round, a clock that is no number refuses.
  if (!(expected.nowSeconds - skew < Number(exp))) return refuse("expired");
  if (!(expected.nowSeconds + skew >= Number(claims.nbf ?? 0))) return refuse("not_yet_valid");
  return undefined;
}
