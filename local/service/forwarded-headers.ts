import type { IncomingMessage } from "node:http";

/** What stands where the signature was, so that the container cannot use the token elsewhere. */
const NO_SIGNATURE = "SIGNATURE_REMOVED_BY_GOOGLE";

/** Headers between two neighbours on the way, never passed on. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Headers as the container gets them: in wire order, without those of the connection, with Google's own.
 *
 * @param judged - header whose token was checked; its signature is taken out.
 */
export function forwardedHeaders(request: IncomingMessage, judged: string | undefined): [string, string][] {
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "unknown";
  const named = (request.headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const dropped = new Set([...named, "x-forwarded-for", "x-forwarded-proto", "forwarded"]);
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? "";
    const value = request.rawHeaders[at + 1] ?? "";
    const key = name.toLowerCase();
    if (isHopByHop(key) || dropped.has(key)) continue;
    headers.push([name, key === judged ? value.replace(/[^.]*$/, NO_SIGNATURE) : value]);
  }
  const before = request.headers["x-forwarded-for"];
  headers.push(["X-Forwarded-For", before === undefined ? address : `${before}, ${address}`]);
  headers.push(["X-Forwarded-Proto", "https"]);
  headers.push(["Forwarded", `for="${address.includes(":") ? `[${address}]` : address}";proto=https`]);
  return headers;
}

/** Whether a header belongs to one connection only. */
export function isHopByHop(lowerCaseName: string): boolean {
  return HOP_BY_HOP.has(lowerCaseName);
}
