import type { FindingText } from "./finding-text.ts";

/** What operations make of each other: which of them a request reaches. */
export const routeFindings = {
  weaker_wildcard: {
    severity: "warning",
    title: "{method} {path} is stricter than {method} {other}, which takes the same path in another spelling",
    google: "routes `%2F`, another letter case or one slash more to the wildcard, under its weaker security",
    fix: "demand the same on both, or make sure the service does not treat such spellings as the same path",
  },
  shadowed_by_weaker: {
    severity: "error",
    title: "no request ever reaches {method} {path}: {method} {other} takes them all, under a weaker `security`",
    google: "tries `{other}` first and lets its parameter swallow `:{verb}`",
    fix: "demand the same on both, or use a path such as `{instead}`",
  },
  unreachable_operation: {
    severity: "warning",
    title: "no request ever reaches {method} {path}: {method} {other} takes them all",
    google:
      "tries `{other}` first and lets its parameter swallow `:{verb}`; deadline, quota and name are that operation's",
    fix: "use a path such as `{instead}`, or another method",
  },
  ambiguous_routes: {
    severity: "warning",
    title: "{method} {path} and {method} {other} both match `{request}`, and demand different credentials",
    google: "gives it to `{other}`, whose first literal stands further left",
    fix: "demand the same on both, or rename a segment",
  },
  method_falls_to_weaker: {
    severity: "warning",
    title: "{methods} {path} is not described, so `{other}` takes it, whose `security` is weaker than any here",
    google: "answers no 405 here but goes on to the next path that matches and has the method",
    fix: "describe the method here under the `security` it needs, or demand as much on `{other}`",
  },
  method_falls_through: {
    severity: "note",
    title: "{method} {path} also takes the {method} of {paths}, such as `{example}`",
    google: "answers no 405 there but goes on to the next path that matches and has the method",
    fix: "nothing to do if the service refuses such ids; else describe the method on the more specific path",
  },
  bare_prefix: {
    severity: "note",
    title: "`{path}` takes `{bare}/` and everything below it, but not `{bare}`",
    google: "answers `{bare}` with 404, or gives it to a less specific path",
    fix: "nothing to do if that is meant; else describe `{bare}` too",
  },
  method_override: {
    severity: "note",
    title: "POST {path} takes credentials that {method} on the same path refuses ({paths} like this)",
    google:
      "routes and judges by `X-HTTP-Method-Override` and removes it, so that one is safe; `X-HTTP-Method`, `X-Method-Override` and `_method` pass through to the service",
    fix: "make sure the service itself lets no header or field override the method",
  },
} as const satisfies Record<string, FindingText>;
