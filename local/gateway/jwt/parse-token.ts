import { decodeBase64Url } from "./base64url.ts";
import type { JwtStatus } from "./jwt-status.ts";
import { type Json, parseLenientJson } from "./lenient-json.ts";

/** A token that has the right shape. Nothing about it is verified. */
export interface ParsedToken {
  readonly algorithm: string;
  /** Empty without one. */
  readonly kid: string;
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** Seconds since the epoch; 0 without one. */
  readonly notBefore: number;
  /** Seconds since the epoch; 0 without one, and then the gateway never lets it expire. */
  readonly expiry: number;
  /** The payload segment as it stood in the token. */
  readonly payload: string;
  /** What the signature covers. */
  readonly signedData: string;
  readonly signature: Buffer;
}

const ALGORITHMS = new Set([
  ...["ES256", "ES384", "ES512", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512"],
  ...["PS256", "PS384", "PS512", "EdDSA"],
]);

type Fields = Readonly<Record<string, Json>>;

/**
 * Takes a token apart, checking in the gateway's order.
 *
 * @returns the reason where the gateway refuses to read on.
 * @see gateway-semantics §3.2, §12
 */
export function parseToken(token: string): ParsedToken | JwtStatus {
  // Empty sections are skipped before they are counted: `.a.b.c` and `a..b.c` are fine.
  const [headerText, payloadText, signatureText, ...more] = token.split(".").filter((section) => section !== "");
  if (headerText === undefined || payloadText === undefined || signatureText === undefined || more.length > 0) {
    return "bad_format";
  }

  const headerBytes = decodeBase64Url(headerText);
  if (headerBytes === undefined) return "header_base64";
  const header = fields(headerBytes);
  if (header === undefined) return "header_json";
  const { alg, kid } = header;
  if (typeof alg !== "string") return "header_alg";
  if (!ALGORITHMS.has(alg)) return "header_alg_unsupported";
  if (kid !== undefined && typeof kid !== "string") return "header_kid";

  const payloadBytes = decodeBase64Url(payloadText);
  if (payloadBytes === undefined) return "payload_base64";
  const claims = fields(payloadBytes);
  if (claims === undefined) return "payload_json";
  const refused = checkClaims(claims);
  if (refused !== undefined) return refused;

  const signature = decodeBase64Url(signatureText);
  if (signature === undefined) return "signature_base64";
  const { iss, aud, nbf, exp } = claims;
  return {
    algorithm: alg,
    kid: kid ?? "",
    issuer: typeof iss === "string" ? iss : "",
    audiences: typeof aud === "string" ? [aud] : Array.isArray(aud) ? aud.filter((one) => typeof one === "string") : [],
    notBefore: typeof nbf === "number" ? Math.trunc(nbf) : 0,
    expiry: typeof exp === "number" ? Math.trunc(exp) : 0,
    payload: payloadText,
    signedData: `${headerText}.${payloadText}`,
    signature,
  };
}

/** Members of a JSON object; `null` counts as an empty one. */
function fields(bytes: Uint8Array): Fields | undefined {
  const json = parseLenientJson(bytes);
  if (json === null) return {};
  return typeof json === "object" && !Array.isArray(json) ? json : undefined;
}

function checkClaims(claims: Fields): JwtStatus | undefined {
  if (notString(claims.iss)) return "iss_type";
  if (notString(claims.sub)) return "sub_type";
  for (const name of ["iat", "nbf", "exp"] as const) {
    const value = claims[name];
    if (value === undefined) continue;
    if (typeof value !== "number") return `${name}_type`;
    if (value < 0 || value >= 2 ** 64) return `${name}_range`;
  }
  if (notString(claims.jti)) return "jti_type";
  const { aud } = claims;
  if (Array.isArray(aud) ? aud.some((one) => typeof one !== "string") : notString(aud)) return "aud_type";
  return undefined;
}

function notString(value: Json | undefined): boolean {
  return value !== undefined && typeof value !== "string";
}
