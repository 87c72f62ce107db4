import type { Exchange, Step } from "../exchange.ts";
import type { LocalReply } from "../local-reply.ts";

/**
 * Replaces `Authorization` by the gateway's own ID token and keeps the caller's in `X-Forwarded-Authorization`.
 *
 * A caller's own `X-Forwarded-Authorization` is dropped only beside an `Authorization`, as at Google.
 * @see gateway-semantics §5.4
 */
export const attachIdToken: Step = (exchange) => {
  const backend = exchange.route?.method.backend;
  if (backend === undefined || backend.disableAuth) return undefined;
  const audience = backend.jwtAudience ?? originOf(backend.address);
  const token = exchange.door.idTokens.get(audience);
  if (typeof token === "string") return attach(exchange, token);
  return token.then(
    (fetched) => attach(exchange, fetched),
    () => missing(audience),
  );
};

function attach({ headers, warnings }: Exchange, token: string): undefined {
  const own = headers.get("authorization");
  if (own !== undefined) headers.set("x-forwarded-authorization", own);
  else if (headers.get("x-forwarded-authorization") !== undefined) {
    warnings.push("the caller's own X-Forwarded-Authorization reached the backend: nothing verified it");
  }
  headers.set("authorization", `Bearer ${token}`);
  if (headers.get("x-serverless-authorization") !== undefined) {
    warnings.push(
      "the caller's own X-Serverless-Authorization decides at Cloud Run, in place of the gateway's ID token",
    );
  }
  return undefined;
}

function missing(audience: string): LocalReply {
  const message = `Token not found for audience: ${audience}`;
  return { status: 500, message, details: "backend_auth_missing_backend_token" };
}

/** Scheme and host name, without port and path. */
function originOf(address: string): string {
  const { protocol, hostname } = new URL(address.includes("://") ? address : `https://${address}`);
  return `${protocol.replace(/^grpc(s?):$/, "http$1:")}//${hostname}`;
}
