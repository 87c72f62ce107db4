import type { FindingText } from "./finding-text.ts";

/** Security schemes: what a credential is and who vouches for it. */
export const schemeFindings = {
  unsupported_scheme: {
    severity: "error",
    title: "scheme `{scheme}` is of type {type}, which the gateway cannot check",
    google: "ignores the scheme and deploys the operation open to everyone",
    fix: "use an apiKey in header `x-api-key`, `http: bearer`, or oauth2 or openIdConnect with issuer and JWKS URL",
  },
  unsupported_key: {
    severity: "error",
    title: "scheme `{scheme}` expects the key in {where}, where the gateway does not look",
    google: "ignores the scheme and deploys the operation open to everyone",
    fix: "write `type: apiKey`, `in: header`, `name: x-api-key`",
  },
  key_in_query: {
    severity: "error",
    title: "scheme `{scheme}` puts the key into the URL",
    google: "accepts it; URLs are logged by every proxy on the way",
    fix: "write `type: apiKey`, `in: header`, `name: x-api-key`",
  },
  issuer_unknown: {
    severity: "error",
    title: "token scheme `{scheme}` lacks {what}",
    google: "refuses it, or looks the key set up at an address of the issuer's choice",
    fix: "add {what}, or `x-latchkey-issuer: own` if this stack issues the tokens",
  },
  issuer_contradiction: {
    severity: "error",
    title: "scheme `{scheme}` says `x-latchkey-issuer: own` and names another issuer",
    google: "accepts the named issuer",
    fix: "keep one of the two",
  },
  issuer_is_own: {
    severity: "error",
    title: "scheme `{scheme}` has the issuer of this stack itself",
    google: "checks such tokens against the key set given here, not ours",
    fix: "write `x-latchkey-issuer: own` instead of issuer and JWKS URL",
  },
  duplicate_issuer: {
    severity: "error",
    title: "schemes `{scheme}` and `{other}` have the same issuer",
    google: "deploys both; which one judges a token is not defined",
    fix: "use one scheme for one issuer, with all its audiences",
  },
  jwks_not_https: {
    severity: "error",
    title: "the JWKS URL of `{scheme}` is not an https URL",
    google: "fetches it unencrypted, so whoever is on the way can add keys",
    fix: "give the https URL",
  },
  audience_missing: {
    severity: "error",
    title: "token scheme `{scheme}` lists no audience",
    google: "accepts only `https://<managed service>`, which differs per door",
    fix: "list the audiences the issuer puts into `aud` for this API",
  },
  bad_audience: {
    severity: "error",
    title: "an audience of `{scheme}` is empty or holds a comma or a space",
    google: "splits audiences at commas",
    fix: "write one audience per entry",
  },
  bad_location: {
    severity: "error",
    title: "`{scheme}` looks for its token in {where}, which {why}",
    google: "ignores or refuses the location",
    fix: "leave the locations out: tokens are then taken from `Authorization: Bearer `",
  },
  token_in_query: {
    severity: "warning",
    title: "`{scheme}` takes its token from the URL",
    google: "accepts it; URLs are logged by every proxy on the way",
    fix: "leave the locations out: tokens are then taken from `Authorization: Bearer `",
  },
  key_alone: {
    severity: "note",
    title: "a Google API key alone opens {operations}",
    google: "gives keys no expiry, and lets any key pass unchecked while Service Control is unreachable",
    fix: "demand a token too where that is too little, or set `latchkey:apiKeys: signed`",
  },
  external_keys_unpinned: {
    severity: "note",
    title: "whether every key at {jwks} carries `alg` cannot be seen from here",
    google: "lets the type of the key decide where `alg` is missing, whatever the token's header says",
    fix: "make sure each key of the set has `alg` and none is a secret (`kty: oct`); then allow this finding with that reason",
  },
  symmetric_tokens: {
    severity: "warning",
    title: "scheme `{scheme}` speaks of {algorithm}, whose key is a secret",
    google: "checks such tokens against the public key set, where whoever reads the secret can sign",
    fix: "sign with RS256 or ES256",
  },
  issuer_slash: {
    severity: "warning",
    title: "the issuers of `{scheme}` and {other} differ by a slash at the end only",
    google: "compares `iss` byte for byte: tokens of one issuer pass one of the schemes only",
    fix: "keep the scheme whose issuer is written exactly as `iss` in the tokens",
  },
  issuer_not_discovered: {
    severity: "warning",
    title: "the issuer of `{scheme}` is not the one its `openIdConnectUrl` belongs to",
    google: "checks `iss` against the issuer given here and never looks at `openIdConnectUrl`",
    fix: "correct one of the two; the discovery document's `issuer` is the one to write",
  },
  audience_wildcard: {
    severity: "warning",
    title: "audience `{audience}` of `{scheme}` is compared as it stands",
    google: "knows no wildcards: only tokens with this very text in `aud` pass",
    fix: "list the audiences themselves",
  },
  duplicate_audience: {
    severity: "note",
    title: "audiences `{audience}` and `{other}` of `{scheme}` are the same",
    google: "leaves out `http://` or `https://` in front and one slash at the end before it compares",
    fix: "nothing to do; keep one of the two",
  },
  bare_authorization: {
    severity: "warning",
    title: "`{scheme}` takes its token from `Authorization` without a prefix",
    google: "takes the word `Bearer` for the token, so a usual `Authorization: Bearer …` is answered with 401",
    fix: "add the prefix `Bearer `, or leave the locations out",
  },
} as const satisfies Record<string, FindingText>;
