import type { FindingText } from "./finding-text.ts";

/** What the stack's doors and kind of keys cannot express. */
export const doorFindings = {
  needs_second_door: {
    severity: "error",
    title: "{method} {path} takes a key OR a token, and one Google gateway cannot",
    google: "demands the token always and never looks at the key",
    fix: "set `latchkey:doors: [main, second]`, or `latchkey:apiKeys: signed`, or demand one of the two here",
  },
  signed_key_and_token: {
    severity: "error",
    title: "{method} {path} demands a key AND a token, and signed keys are tokens themselves",
    google: "cannot demand two tokens",
    fix: "set `latchkey:apiKeys: google`, or demand one of the two here",
  },
  signed_mix: {
    severity: "error",
    title:
      "{method} {path} takes {this} but not {that}, another operation the reverse: signed keys would make them the same",
    google: "checks one scheme with two locations and cannot tell key from token",
    fix: "set `latchkey:apiKeys: google`, or let both operations take key and token",
  },
  signed_quota: {
    severity: "error",
    title: "{method} {path} has a quota, and signed keys cannot be counted",
    google: "takes the signed key for a Google API key and answers 400",
    fix: "set `latchkey:apiKeys: google`, or remove the quota",
  },
} as const satisfies Record<string, FindingText>;
