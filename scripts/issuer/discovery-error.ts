import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** What can be wrong with discovering an external issuer. */
export const discoveryErrors = {
  issuer_not_https: {
    message: "{url} is not an https URL without query, fragment and credentials",
    fix: "give the issuer as it stands in `iss`, such as https://id.example.com/; http is for this machine alone",
  },
  issuer_unreachable: {
    message: "{url} cannot be fetched ({reason})",
    fix: "check the issuer's URL; its discovery document is looked for below it",
  },
  issuer_redirect: {
    message: "{url} leads to {target}, and only https may be followed, three times at most",
    fix: "give the issuer's URL where its document really is, or write the scheme by hand",
  },
  issuer_too_large: {
    message: "{url} answers with more than {limit} bytes",
    fix: "that is no discovery document or key set; check the issuer's URL",
  },
  issuer_document: {
    message: "{url} is no discovery document: {reason}",
    fix: "check the issuer's URL, or write issuer and JWKS URL of the scheme by hand",
  },
  issuer_differs: {
    message: "the document at {url} says another issuer:\n  asked for {asked}\n  it says   {said}",
    fix: "give the issuer exactly as its document says it, if that is whom you mean: tokens are compared byte for byte",
  },
} as const satisfies Record<string, ErrorText>;

/** An issuer cannot be discovered. */
export class DiscoveryError extends LatchkeyError {
  constructor(code: keyof typeof discoveryErrors, details: Record<string, string | number>) {
    super(code, discoveryErrors[code], details);
  }
}
