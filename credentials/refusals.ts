/** Why a token is not accepted. The texts never quote the token. */
export const refusals = {
  too_long: "the token is longer than {limit} bytes",
  not_compact: "the token is not three base64url parts separated by dots",
  header_unreadable: "the token's header is not a JSON object with unique names",
  algorithm_refused: "the token's algorithm is not one of {allowed}",
  critical_header: "the token demands an extension (crit) that nobody here understands",
  kid_missing: "the token names no key (kid), so it could be tried against every one",
  kid_unknown: "the token's key is not in the key set: it was never published or has been revoked",
  key_unfit: "the key of the token's kid is not one that may verify its signature",
  signature_wrong: "the token's signature does not fit its contents and key",
  payload_unreadable: "the token's payload is not a JSON object with unique names",
  issuer_wrong: "the token is of another issuer",
  audience_wrong: "the token is for another audience",
  expiry_missing: "the token has no end (exp)",
  date_unreadable: "the token's {claim} is not a whole number of seconds",
  expired: "the token has expired",
  not_yet_valid: "the token is not valid yet",
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof refusals;

/** A token that is not accepted, and why. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: string;
}
