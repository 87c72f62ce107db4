import type { Step } from "../exchange.ts";

const MAX_NAMES = 10;
/** Words of `Connection` that name no header, and headers every hop drops or keeps by rules of their own. */
const OPTIONS = new Set(["", "close", "connection", "http2-settings", "keep-alive", "te", "upgrade"]);
/** Headers that tell where a request comes from: no caller may have them taken out. */
const ORIGIN = new Set(["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"]);

/**
 * Takes out the headers a caller's `Connection` names, before anything looks at them and before the gateway adds its own.
 *
 * Any later, `Connection: x-apigateway-api-userinfo` could take out what the gateway vouches for.
 * @see https://github.com/envoyproxy/envoy/blob/v1.30.7/source/common/http/utility.cc `sanitizeConnectionHeader`
 */
export const dropNominated: Step = ({ headers }) => {
  const written = headers.all("connection");
  if (written.length === 0) return undefined;
  const names = written.join(",").toLowerCase().split(",");
  const nominated = names.map((name) => name.trim()).filter((name) => !OPTIONS.has(name));
  if (names.length >= MAX_NAMES || nominated.some((name) => ORIGIN.has(name) || name.startsWith(":"))) {
    return { status: 400, message: "Bad Request", details: "http1.connection_header_rejected", close: true };
  }
  for (const name of nominated) headers.delete(name);
  return undefined;
};
