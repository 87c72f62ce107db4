import type { FindingLog } from "../finding-log.ts";
import { takesMore } from "./accepts.ts";
import { findPath, type RouteTree } from "./route-tree.ts";

/**
 * Finds operations that no request reaches: `/orders/{id}:cancel` beside `/orders/{id}` with the same method.
 *
 * @see gateway-semantics §4.3
 */
export function findUnreachable(tree: RouteTree, log: FindingLog): void {
  for (const { template, operations } of tree.paths) {
    if (template.verb === "" || template.segments.at(-1) !== "*") continue;
    const before = findPath(tree, template.segments);
    for (const [method, { path, policy, place }] of operations) {
      const winner = before?.operations.get(method);
      if (!winner) continue;
      const { verb } = template;
      const details = { method, path, other: winner.path, verb, instead: `${path.slice(0, -verb.length - 1)}/${verb}` };
      const isWeaker = takesMore(winner.policy, [policy]);
      log.add(isWeaker ? "shadowed_by_weaker" : "unreachable_operation", place, details);
    }
  }
}
