import type { Exchange } from "./exchange.ts";
import { rawQueryValue } from "./query.ts";
import type { KeyCheck } from "./world.ts";

const TRUSTED_HOPS = 2;

/**
 * The API key of a request: the first of `key`, `api_key` and `x-api-key` that exists wins, even when it is empty.
 *
 * @see gateway-semantics §2.1
 */
export function findApiKey({ query, headers }: Pick<Exchange, "query" | "headers">): string | undefined {
  return rawQueryValue(query, "key") ?? rawQueryValue(query, "api_key") ?? headers.get("x-api-key");
}

/** What Service Control is asked about a key. */
export function keyCheck(exchange: Exchange, apiKey: string): KeyCheck {
  const referer = exchange.headers.get("referer");
  return {
    apiKey,
    service: exchange.door.config.managedService,
    operation: exchange.route?.method.selector ?? "",
    callerIp: callerIp(exchange),
    ...(referer === undefined ? {} : { referer }),
  };
}

/** Third from the right of `X-Forwarded-For`, as Google's two hops in front would leave it; else the peer. @see gateway-semantics §6 */
function callerIp({ headers, request }: Exchange): string {
  const hops = headers.all("x-forwarded-for").join(",").split(",");
  const forwarded = hops.length > TRUSTED_HOPS ? hops.at(-1 - TRUSTED_HOPS)?.trim() : undefined;
  return forwarded || (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
}
