import type { LocalReply } from "./local-reply.ts";
import type { FailureReason } from "./upstream.ts";

const BEFORE_HEADERS = "upstream connect error or disconnect/reset before headers.";

const reasons: Readonly<Record<Exclude<FailureReason, "unresolved">, string>> = {
  connect: "remote connection failure, transport failure reason: delayed connect error: 111",
  terminated: "connection termination",
  certificate: "remote connection failure, transport failure reason: TLS_error: CERTIFICATE_VERIFY_FAILED",
};

/** Answer to an attempt that brought no response. @see gateway-semantics §5.5 */
export function failureReply(reason: FailureReason, retried: boolean): LocalReply {
  if (reason === "unresolved") return { status: 503, message: "no healthy upstream", details: "no_healthy_upstream" };
  const how = retried ? "retried and the latest reset reason" : "reset reason";
  const message = `${BEFORE_HEADERS} ${how}: ${reasons[reason]}`;
  return { status: 503, message, details: `upstream_reset_before_response_started{${reason}}` };
}

/** Answer to a backend that took longer than its deadline. */
export const DEADLINE_REPLY: LocalReply = {
  status: 504,
  message: "upstream request timeout",
  details: "upstream_response_timeout",
};

/** Answer to a request body over 32 MB. Documented, not recorded. */
export const REQUEST_TOO_LARGE: LocalReply = {
  status: 413,
  message: "Payload Too Large",
  details: "request_payload_too_large",
  close: true,
};

/** Answer to a response body over 32 MB. Documented, not recorded. */
export const RESPONSE_TOO_LARGE: LocalReply = {
  status: 500,
  message: "Internal Server Error",
  details: "response_payload_too_large",
};
