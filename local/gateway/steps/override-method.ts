import type { Step } from "../exchange.ts";

const HEADER = "x-http-method-override";

/** Takes the method from `X-HTTP-Method-Override`, whatever the request's own is: route and policy follow it. @see gateway-semantics §4.4 */
export const overrideMethod: Step = (exchange) => {
  const method = exchange.headers.get(HEADER);
  if (method === undefined) return undefined;
  exchange.headers.delete(HEADER);
  exchange.method = method;
  return undefined;
};
