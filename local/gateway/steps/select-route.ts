import { findRoute } from "../../../openapi/google/route-table.ts";
import type { Step } from "../exchange.ts";

/** Finds the operation. No credential is needed to be told 404 or 405. @see gateway-semantics §4.3 */
export const selectRoute: Step = (exchange) => {
  const found = findRoute(exchange.door.routes, exchange.method, exchange.path);
  switch (found.kind) {
    case "match":
      exchange.route = found;
      return undefined;
    case "not_found":
      return { status: 404, message: "The current request is not defined by this API.", details: "direct_response" };
    case "method_not_allowed": {
      const message = `The current request is matched to the defined url template "${found.template}" but its http method is not allowed`;
      return { status: 405, message, details: "direct_response" };
    }
  }
};
