import type { StackPlan } from "../../infra/plan-stack.ts";
import { nameOf, type RoutePair } from "../../openapi/compare/pair-routes.ts";
import type { Method } from "../../openapi/google/service-config.ts";
import type { ChangePlace } from "./change.ts";

/** Where an operation, or its `security`, stands: in the working tree, or where it was when it is gone. */
export function placeOf(
  { before, after }: Pick<RoutePair, "before" | "after">,
  sides: { readonly before: StackPlan; readonly after: StackPlan },
  part: "operation" | "security" = "operation",
): ChangePlace {
  const side = after ? "after" : "before";
  const place = find(after ?? before, sides[side], part);
  return { side, ...(place && { place }) };
}

function find(method: Method | undefined, { compilation }: StackPlan, part: "operation" | "security") {
  const operation = compilation.operations.find(
    ({ method: httpMethod, pathTemplate }) => method && nameOf({ httpMethod, pathTemplate }) === nameOf(method),
  );
  return part === "security" ? operation?.securityPlace : operation?.place;
}
