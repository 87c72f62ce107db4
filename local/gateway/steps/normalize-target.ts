import { normalizePath } from "../../../openapi/google/normalize-path.ts";
import type { Step } from "../exchange.ts";

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;

/**
 * Turns the request's target into the path that is matched and forwarded.
 *
 * @see gateway-semantics §4.5, §12
 */
export const normalizeTarget: Step = (exchange) => {
  let target = exchange.request.url ?? "";
  const absolute = ABSOLUTE.exec(target);
  if (absolute !== null) {
    target = target.slice(absolute[0].length) || "/";
    exchange.headers.set("host", absolute[1] ?? "");
  }
  if (!target.startsWith("/"))
    return { status: 400, message: "Bad Request", details: "http1.invalid_url", close: true };
  if (target.includes("#")) return { status: 400, message: "", details: "path_normalization_failed" };

  const mark = target.indexOf("?");
  const path = normalizePath(mark < 0 ? target : target.slice(0, mark));
  if (path === undefined) return { status: 400, message: "", details: "path_normalization_failed" };
  exchange.path = path;
  exchange.query = mark < 0 ? "" : target.slice(mark);
  return undefined;
};
