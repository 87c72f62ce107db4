/** What the gateway says about a token it refuses. @see gateway-semantics §3.2 */
export const jwtMessages = {
  missing: "Jwt is missing",
  bad_format: "Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections",
  header_base64: "Jwt header is an invalid Base64url encoded",
  header_json: "Jwt header is an invalid JSON",
  header_alg: "Jwt header [alg] field is required and must be a string",
  header_alg_unsupported: "Jwt header [alg] is not supported",
  header_kid: "Jwt header [kid] field is not a string",
  payload_base64: "Jwt payload is an invalid Base64url encoded",
  payload_json: "Jwt payload is an invalid JSON",
  iss_type: "Jwt payload [iss] field is not a string",
  sub_type: "Jwt payload [sub] field is not a string",
  iat_type: "Jwt payload [iat] field is not an integer",
  iat_range: "Jwt payload [iat] field is not a positive 64 bit integer",
  nbf_type: "Jwt payload [nbf] field is not an integer",
  nbf_range: "Jwt payload [nbf] field is not a positive 64 bit integer",
  exp_type: "Jwt payload [exp] field is not an integer",
  exp_range: "Jwt payload [exp] field is not a positive 64 bit integer",
  jti_type: "Jwt payload [jti] field is not a string",
  aud_type: "Jwt payload [aud] field is not a string or string list",
  signature_base64: "Jwt signature is an invalid Base64url encoded",
  unknown_issuer: "Jwt issuer is not configured",
  not_yet_valid: "Jwt not yet valid",
  expired: "Jwt is expired",
  audience: "Audiences in Jwt are not allowed",
  key_set_fetch: "Jwks remote fetch is failed",
  no_key: "Jwks doesn't have key to match kid or alg from Jwt",
  verification: "Jwt verification fails",
  ed25519_length: "Jwt ED25519 signature is wrong length",
} as const;

/** Why a token is refused. */
export type JwtStatus = keyof typeof jwtMessages;

/** 403 for a wrong audience, 401 for everything else. */
export function httpStatus(status: JwtStatus): 401 | 403 {
  return status === "audience" ? 403 : 401;
}
