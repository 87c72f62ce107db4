import { type FindingText, refused } from "./finding-text.ts";

/** Backends and deadlines. */
export const backendFindings = {
  backend_auth_disabled: {
    severity: "error",
    title: "`disable_auth` takes the gateway's ID token off the request",
    google: "forwards the consumer's own credential to an unauthenticated backend",
    fix: "remove it; the gateway's account needs `run.invoker` on that service",
  },
  backend_not_https: {
    severity: "error",
    title: "backend address `{address}` is not a plain https URL",
    google: "sends the gateway's ID token unencrypted, or refuses the address",
    fix: "write `https://host` with an optional path, without credentials, query or fragment",
  },
  backend_audience_shared: {
    severity: "error",
    title: "backend `{address}` would get ID tokens made out to the stack's own service",
    google: "sends them; whoever answers there can call the private service as the gateway for an hour each",
    fix: "give that backend an audience of its own: leave `jwt_audience` out, or name that backend in it",
    allowWhen: "a load balancer of your own in front of the stack's own service answers there",
  },
  backend_unknown: {
    severity: "error",
    title: "backend `{name}` is not defined",
    google: refused,
    fix: "define it under `x-google-api-management.backends`",
  },
  root_backend_ignored: {
    severity: "warning",
    title: "the address of the root's backend is not used",
    google: "would send every request there",
    fix: "remove it: the stack's own service is the backend; give an address on single operations only",
  },
  path_translation_defaulted: {
    severity: "warning",
    title: "an operation's own backend without `path_translation` gets every request at one address",
    google: "uses CONSTANT_ADDRESS and turns path parameters into query parameters",
    fix: "write `path_translation: APPEND_PATH_TO_ADDRESS` or `CONSTANT_ADDRESS`",
  },
  deadline_invalid: {
    severity: "error",
    title: "a deadline must be more than 0 and at most 600 seconds",
    google: "uses 15 seconds for 0 and less, and refuses more than 600",
    fix: "write the seconds as a number",
  },
  deadline_quoted: {
    severity: "note",
    title: "a deadline stands in quotes",
    google: "takes it for a number in Swagger 2.0",
    fix: "nothing to do; write it without quotes",
  },
  deadline_over_timeout: {
    severity: "error",
    title: "a deadline of {seconds} s is longer than the service's own timeout, {limit} s",
    google: "waits, while Cloud Run ends the request at {limit} s",
    fix: "lower the deadline, or raise `latchkey:service.timeoutSeconds`",
  },
  constant_address_injection: {
    severity: "warning",
    title: "{method} {path} turns {parameters} into query parameters, and a caller can add more of them",
    google: "copies the text as it is: `a&b=c` in the path becomes the parameters `a` and `b`",
    fix: "use `APPEND_PATH_TO_ADDRESS`, or make sure the backend trusts no other parameter and takes the first of two",
  },
} as const satisfies Record<string, FindingText>;
