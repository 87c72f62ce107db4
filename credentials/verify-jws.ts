import { compactVerify, type JWK } from "jose";
import { decodeBase64url } from "./base64url.ts";
import type { Refusal } from "./refusals.ts";
import { refuse } from "./refuse.ts";
import { parseStrictObject } from "./strict-json.ts";

/** Longest token looked at, in bytes: what common proxies let through in one header line. */
export const MAX_TOKEN_BYTES = 8_192;

/** A compact JWS taken apart. Nothing in it is to be believed before its signature is verified. */
export interface CompactJws {
  readonly ok: true;
  readonly header: Readonly<Record<string, unknown>>;
  readonly algorithm: string;
  readonly payload: Uint8Array;
}

/** Takes a compact JWS apart without looking at its signature. */
export function readJws(jws: string, algorithms: readonly string[]): CompactJws | Refusal {
  if (jws.length > MAX_TOKEN_BYTES) return refuse("too_long", { limit: MAX_TOKEN_BYTES });
  const parts = jws.split(".");
  const [headerBytes, payload, signature] = parts.map(decodeBase64url);
  if (parts.length !== 3 || !headerBytes || !payload || !signature || signature.length === 0)
    return refuse("not_compact");
  const header = parseStrictObject(headerBytes);
  if (header === undefined) return refuse("header_unreadable");
  const { alg } = header;
  if (typeof alg !== "string" || !algorithms.includes(alg))
    return refuse("algorithm_refused", { allowed: algorithms.join(", ") });
  if (Object.hasOwn(header, "crit")) return refuse("critical_header");
  return { ok: true, header, algorithm: alg, payload };
}

/**
 * Verifies a compact JWS with one key, the strict way: exact base64url, one of `algorithms`, a key made for exactly this.
 *
 * @param algorithms - JWS names, e.g. `["RS256"]`; anything else is refused, whatever the key says.
 */
export async function verifyJws(jws: string, key: JWK, algorithms: readonly string[]): Promise<CompactJws | Refusal> {
  const read = readJws(jws, algorithms);
  if (!read.ok) return read;
  if (!fits(key, read.algorithm)) return refuse("key_unfit");
  try {
    await compactVerify(jws, key, { algorithms: [read.algorithm] });
    return read;
  } catch {
    return refuse("signature_wrong");
  }
}

function fits(key: JWK, algorithm: string): boolean {
  if (key.alg !== undefined && key.alg !== algorithm) return false;
  if (key.use !== undefined && key.use !== "sig") return false;
  if (key.key_ops !== undefined && !key.key_ops.includes("verify")) return false;
  const family = algorithm.slice(0, 2);
  if (family === "ES") return key.kty === "EC";
  if (family === "HS")
    return key.kty === "oct" && (decodeBase64url(key.k ?? "")?.length ?? 0) * 8 >= Number(algorithm.slice(2));
  // 65537 or 3, as the gateway demands: with an exponent of 1 everybody can sign.
  return key.kty === "RSA" && (key.e === "AQAB" || key.e === "Aw");
}
