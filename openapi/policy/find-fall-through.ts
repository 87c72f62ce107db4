import type { Policy } from "../compilation.ts";
import { counted } from "../counted.ts";
import type { DescribedOperation } from "../description/description.ts";
import { methods } from "../description/methods.ts";
import type { FindingLog } from "../finding-log.ts";
import { takesMore } from "./accepts.ts";
import { pathsAround, policiesOf, type RoutedPath, type RouteTree } from "./route-tree.ts";

/**
 * Finds methods that are missing on a path and present on a less specific one: the gateway goes on to that.
 *
 * OPTIONS is left to the check of preflights: an open one for every path is what browsers need.
 */
export function findFallThrough(tree: RouteTree, log: FindingLog): void {
  const taking = new Map<DescribedOperation, { readonly example: string; count: number }>();
  for (const path of tree.paths) {
    const policies = policiesOf(path);
    const caught = whoCatches(tree, path);
    const weaker = caught.filter(({ policy }) => isWeaker(policy, policies));
    const [other] = weaker;
    if (other) {
      const missing = weaker.filter((operation) => operation.path === other.path).map(({ method }) => method);
      log.add("method_falls_to_weaker", path.first.place, {
        methods: missing.join(", "),
        path: path.first.path,
        other: other.path,
      });
    }
    for (const operation of caught) {
      // Nobody means `7:cancel` when they write an id.
      const isVerb = path.template.verb !== "" && !operation.path.endsWith(`:${path.template.verb}`);
      if (operation.catchAll || isVerb || weaker.includes(operation)) continue;
      const seen = taking.get(operation) ?? { example: path.first.path, count: 0 };
      seen.count += 1;
      taking.set(operation, seen);
    }
  }
  for (const [{ method, path, place }, { example, count }] of taking)
    log.add("method_falls_through", place, { method, path, example, paths: counted(count, "more specific path") });
}

/** Takes all that any of the others takes, and more: another credential instead is no weaker one. */
function isWeaker(policy: Policy, than: readonly Policy[]): boolean {
  return takesMore(policy, than) && !than.some((other) => takesMore(other, [policy]));
}

/** Per method the path lacks: the operation its requests end up at. */
function whoCatches(tree: RouteTree, path: RoutedPath): DescribedOperation[] {
  const missing = new Set(methods.filter((method) => method !== "OPTIONS" && !path.operations.has(method)));
  const caught: DescribedOperation[] = [];
  for (const around of pathsAround(tree, path)) {
    for (const [method, operation] of around.operations) if (missing.delete(method)) caught.push(operation);
    if (missing.size === 0) break;
  }
  return caught;
}
