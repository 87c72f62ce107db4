import { randomUUID } from "node:crypto";
import { extraClaims } from "./claims.ts";
import type { Consumer } from "./consumer.ts";
import { CredentialError } from "./errors.ts";
import { checkLifetime, checkUntil } from "./lifetime.ts";
import { type KeySet, readKeySet } from "./read-key-set.ts";
import { type SigningAlgorithm, signingAlgorithms } from "./signing-algorithm.ts";
import { signingGeneration } from "./signing-generation.ts";

/** Seconds for which the gateway works with the key set it has. @see gateway-semantics §3.6 */
export const KEY_SET_CACHE_SECONDS = 300;

/** What a token is asked for. */
export interface TokenRequest {
  readonly consumer: Pick<Consumer, "name" | "maxLifetimeSeconds" | "tokens">;
  /** Generation that is to sign; absent: the active one. */
  readonly kid?: string;
  readonly ttlSeconds: number;
  readonly issuer: string;
  readonly audience: string;
  /** The key set as it is published, as text or read already. */
  readonly keySet: string | KeySet;
  /** When this key set was published, in seconds since the epoch; absent: just now. */
  readonly keySetPublishedAtSeconds?: number;
  /** Seconds since the epoch. */
  readonly nowSeconds: number;
  /** Seconds since the epoch before which the token is not to be accepted. */
  readonly notBeforeSeconds?: number;
  /** Further claims, as JSON. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A token decided on but not signed yet: what a ledger writes down first. Holds no secret. */
export interface TokenPlan {
  readonly kid: string;
  /** Name under `latchkey:signingKeys`. */
  readonly signingKey: string;
  readonly algorithm: SigningAlgorithm;
  readonly jti: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly expiresAtSeconds: number;
  /** Earliest moment at which every gateway surely accepts it. */
  readonly acceptedFromSeconds: number;
}

/**
 * Decides what a token will say, or refuses it.
 *
 * @throws {CredentialError} `contract_missing`, `moment_unreadable`, `generation_…`, `kid_not_published`, `lifetime_…`, `duration_over_limit`, `claim_…`, `key_set_unreadable`.
 */
export function planToken(request: TokenRequest): TokenPlan {
  const { consumer, nowSeconds } = request;
  checkContract(request);
  const generation = signingGeneration(consumer, request.kid);
  const algorithm = publishedAlgorithm(request, generation.kid);
  checkLifetime(request.ttlSeconds, consumer);
  const issuedAt = Math.floor(nowSeconds);
  checkUntil(request.ttlSeconds, issuedAt, generation, consumer.name);
  const startsAt = Math.max(issuedAt, Math.floor(request.notBeforeSeconds ?? issuedAt));
  const expiresAtSeconds = issuedAt + request.ttlSeconds;
  if (startsAt >= expiresAtSeconds) throw new CredentialError("lifetime_over_before_start");
  const jti = randomUUID();
  const claims = {
    ...extraClaims(request.claims ?? {}),
    iss: request.issuer,
    sub: consumer.name,
    aud: request.audience,
    iat: issuedAt,
    ...(startsAt > issuedAt ? { nbf: startsAt } : {}),
    exp: expiresAtSeconds,
    jti,
  };
  const knownEverywhere = Math.ceil(request.keySetPublishedAtSeconds ?? nowSeconds) + KEY_SET_CACHE_SECONDS;
  const acceptedFromSeconds = Math.max(startsAt, knownEverywhere);
  return {
    kid: generation.kid,
    signingKey: generation.signingKey,
    algorithm,
    jti,
    claims,
    expiresAtSeconds,
    acceptedFromSeconds,
  };
}

/** Values that come from files and clocks: JSON would write a missing end as `null` and leave a missing audience out. */
function checkContract(request: TokenRequest): void {
  for (const what of ["issuer", "audience"] as const) {
    if (typeof request[what] !== "string" || request[what] === "")
      throw new CredentialError("contract_missing", { what });
  }
  for (const what of ["nowSeconds", "notBeforeSeconds", "keySetPublishedAtSeconds"] as const) {
    const seen = request[what];
    if (seen === undefined && what !== "nowSeconds") continue;
    if (!Number.isFinite(seen) || Number(seen) < 0 || Number(seen) > Number.MAX_SAFE_INTEGER / 2)
      throw new CredentialError("moment_unreadable", { what, seen: String(seen) });
  }
}

function publishedAlgorithm({ keySet, consumer }: TokenRequest, kid: string): SigningAlgorithm {
  const entries = (typeof keySet === "string" ? readKeySet(keySet) : keySet).get(kid) ?? [];
  if (entries.length > 1) throw new CredentialError("kid_published_twice", { kid });
  const algorithm = signingAlgorithms.find((candidate) => candidate === entries[0]?.alg);
  if (algorithm === undefined) throw new CredentialError("kid_not_published", { kid, consumer: consumer.name });
  return algorithm;
}
