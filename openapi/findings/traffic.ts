import type { FindingText } from "./finding-text.ts";

/** What a gateway does to requests and answers that its author may not expect. */
export const trafficFindings = {
  preflight_refused: {
    severity: "warning",
    title: "OPTIONS {path} demands a credential, and browsers send none with a preflight",
    google: "answers the preflight with 401, so that no browser may call the other methods",
    fix: "write `security: []` and `x-latchkey-public: true` on it; the service answers the preflight",
  },
  preflight_missing: {
    severity: "warning",
    title: "no `options` operation on {paths}, such as `{path}`, while others have one",
    google: "answers a browser's preflight there with 405",
    fix: "add an open `options` operation to each path that browsers call from another origin",
  },
  event_stream: {
    severity: "warning",
    title: "{what} answers with `text/event-stream`",
    google: "holds the answer back until it is complete or the deadline is over; then 504",
    fix: "give that operation's consumers the service's own URL, or let them poll",
  },
  websocket: {
    severity: "warning",
    title: "{what} wants a WebSocket",
    google: "passes no upgrade through an ordinary gateway",
    fix: "serve WebSockets beside the gateway, or use plain requests",
  },
  grpc: {
    severity: "warning",
    title: "{what} speaks gRPC ({type})",
    google: "serves a gateway made from OpenAPI as plain HTTP and holds streams back",
    fix: "serve gRPC beside the gateway, or offer the operation as JSON",
  },
  header_underscore: {
    severity: "warning",
    title: "header `{name}` has an underscore{elsewhere}",
    google: "answers 400 to every request that has such a header",
    fix: "spell it with hyphens: `{instead}`",
  },
  header_taken: {
    severity: "warning",
    title: "header `{name}` does not reach the service as the consumer sent it{elsewhere}",
    google: "{google}",
    fix: "{fix}",
  },
} as const satisfies Record<string, FindingText>;
