import type { JwtLocation } from "../../../openapi/google/service-config.ts";
import { decodedQueryValue } from "../query.ts";
import type { RequestHeaders } from "../request-headers.ts";

const TOKEN_START = /[A-Za-z0-9_.-]/;

/**
 * Puts a provider's locations into the order in which the gateway verifies what they hold: the last one Envoy reads comes first.
 *
 * @see gateway-semantics §3.1, §12
 */
export function verificationOrder(locations: readonly JwtLocation[]): readonly JwtLocation[] {
  const rank = (location: JwtLocation): string =>
    "query" in location ? `1${location.query}` : `0${location.header.toLowerCase()}${location.valuePrefix}`;
  return locations
    .map((location) => ("query" in location ? location : { ...location, header: location.header.toLowerCase() }))
    .sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
}

/**
 * Every token a provider's locations hold, in the order in which they are verified. All of them must be good.
 *
 * @param locations - from {@link verificationOrder}.
 */
export function findTokens(locations: readonly JwtLocation[], headers: RequestHeaders, query: string): string[] {
  const tokens: string[] = [];
  for (const location of locations) {
    if ("query" in location) {
      const value = query === "" ? undefined : decodedQueryValue(query, location.query);
      if (value !== undefined) tokens.push(value);
      continue;
    }
    const { header, valuePrefix } = location;
    if (headers.get(header) === undefined) continue;
    for (const value of headers.all(header).toReversed()) {
      const token = valuePrefix === "" ? value : afterPrefix(value, valuePrefix);
      if (token !== undefined) tokens.push(token);
    }
  }
  return tokens;
}

/** The prefix may stand anywhere; what no token starts with is skipped after it, and nothing is cut off the end. */
function afterPrefix(value: string, prefix: string): string | undefined {
  const found = value.indexOf(prefix);
  if (found < 0) return undefined;
  const after = value.slice(found + prefix.length);
  const start = after.search(TOKEN_START);
  return start < 0 ? value : after.slice(start);
}
