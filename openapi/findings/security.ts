import { type FindingText, open, refused } from "./finding-text.ts";

/** `security`: who may call. */
export const securityFindings = {
  security_missing: {
    severity: "error",
    title: "{method} {path} says nothing about `security`, and neither does the root",
    google: open,
    fix: "add `security` to the operation or to the root, or set `latchkey:defaultSecurity`; for an open operation write `security: []` and `x-latchkey-public: true`",
  },
  default_security: {
    severity: "note",
    title:
      "{count} of {all} operations say nothing about `security`; `latchkey:defaultSecurity` has them demand {what}",
    google: open,
    fix: "nothing to do; a `security` at the root would say the same wherever this description goes",
  },
  open_without_public: {
    severity: "error",
    title: "{method} {path} is open to everyone but is not marked as public",
    google: open,
    fix: "add `x-latchkey-public: true` beside `security: []` if that is meant, else name a scheme",
  },
  open_at_root: {
    severity: "error",
    title: "`security: []` at the root opens every operation that does not say otherwise",
    google: open,
    fix: "name a scheme at the root; write `security: []` and `x-latchkey-public: true` on each operation that is to be open",
  },
  public_but_secured: {
    severity: "error",
    title: "{method} {path} is marked as public but has no `security: []` of its own",
    google: "demands what `security` says and ignores the mark",
    fix: "add `security: []` to the operation, or remove `x-latchkey-public`",
  },
  empty_requirement: {
    severity: "error",
    title: "an empty alternative `{}` makes the credential optional",
    google: "drops the key check at the root and documents the same for operations, so anybody may call",
    fix: "remove `{}`; for an open operation write `security: []` and `x-latchkey-public: true`",
  },
  duplicate_requirement: {
    severity: "error",
    title: "the same alternative stands twice",
    google: refused,
    fix: "remove one of them",
  },
  undefined_scheme: {
    severity: "error",
    title: "security names `{scheme}`, which is not defined",
    google: open,
    fix: "define `{scheme}` under `{section}`, or correct the name{guess}",
  },
  anded_tokens: {
    severity: "error",
    title: "one alternative demands two tokens at once: {schemes}",
    google: refused,
    fix: "put each token scheme into an alternative of its own, which means either of them",
  },
  legacy_security: {
    severity: "error",
    title: "`x-security` changes who may call, behind the back of `security`",
    google: "merges it over `security`",
    fix: "use `security` alone, with the audiences on the scheme",
  },
  scopes_not_checked: {
    severity: "warning",
    title: "scopes of `{scheme}` are named here",
    google: "never checks scopes: any token of the issuer passes",
    fix: "check scopes in the service, and leave them out here",
  },
  security_misplaced: {
    severity: "error",
    title: "`security` stands beside the methods of {path}, where OpenAPI has none",
    google: "ignores it: every operation below has the root's `security`, or none at all",
    fix: "move it into each operation",
  },
  superfluous_alternative: {
    severity: "warning",
    title: "{more} is no alternative where {less} alone is enough",
    google: "demands {google}",
    fix: "remove the longer alternative, or the shorter one if both credentials are meant to be needed",
  },
} as const satisfies Record<string, FindingText>;
