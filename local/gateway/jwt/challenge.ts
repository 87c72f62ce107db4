import type { RequestHeaders } from "../request-headers.ts";
import type { JwtStatus } from "./jwt-status.ts";

const PATH_LIMIT = 256;

/**
 * `WWW-Authenticate` of a refused token. It holds path and query, so a token in `access_token` leaks into it, as at Google.
 *
 * @param target - path and query as they are matched.
 * @see gateway-semantics §12
 */
export function challenge(status: JwtStatus, headers: RequestHeaders, target: string): string {
  const forwarded = headers.get("x-forwarded-proto")?.toLowerCase();
  const scheme = forwarded === "https" ? "https" : "http";
  const path = (headers.get("x-envoy-original-path") ?? target).slice(0, PATH_LIMIT);
  const realm = `Bearer realm="${scheme}://${headers.get("host") ?? ""}${path}"`;
  return status === "missing" ? realm : `${realm}, error="invalid_token"`;
}
