import type { Step } from "../exchange.ts";

const MAX_BYTES = 60 * 1024;
const MAX_LINES = 100;

/**
 * Refuses what Envoy refuses before it looks at a route: too many lines, target and headers too long together, names with an underscore, no Host.
 *
 * @see gateway-semantics §6, §12
 */
export const checkHeaders: Step = ({ headers, request }) => {
  const size = headers.size + (request.url?.length ?? 0);
  if (headers.lines > MAX_LINES || size > MAX_BYTES) {
    return { status: 431, message: "Request Header Fields Too Large", details: "http1.headers_too_large", close: true };
  }
  const hostless = request.httpVersion === "1.1" && headers.get("host") === undefined;
  if (hostless || headers.someName((name) => name.includes("_"))) {
    const details = hostless ? "missing_host_header" : "http1.unexpected_underscore";
    return { status: 400, message: "Bad Request", details, close: true };
  }
  return undefined;
};
