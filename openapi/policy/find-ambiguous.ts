import type { DescribedOperation } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";
import { FILLER } from "../proof/filler.ts";
import { policyText } from "./accepts.ts";
import { pathsAround, type RoutedPath, type RouteNode, type RouteTree } from "./route-tree.ts";

/** Steps through the tree; enough for any description that people wrote, and an end for one made to keep us busy. */
const MAX_STEPS = 100_000;

/**
 * Finds pairs of paths that some request matches both of, while each also matches requests of its own, and whose
 * operations of one method demand different things: `/{x}/b` and `/a/{y}`.
 *
 * That the more specific of two paths wins is plain to see; here neither is.
 */
export function findAmbiguous(tree: RouteTree, log: FindingLog): void {
  const { paths, root } = tree;
  let steps = 0;
  const told = new Set<DescribedOperation>();
  for (const path of paths) {
    const { segments } = path.template;
    const lastLiteral = segments.findLastIndex((segment) => !segment.startsWith("*"));
    const firstWild = segments.findIndex((segment) => segment.startsWith("*"));
    if (firstWild !== -1 && firstWild < lastLiteral) meet(root, path, lastLiteral, [], false);
  }

  /** @param isBehind - the other path has had a literal where this one has a parameter, so it comes first. */
  function meet(
    node: RouteNode,
    path: RoutedPath,
    lastLiteral: number,
    built: readonly string[],
    isBehind: boolean,
  ): void {
    const { segments, verb } = path.template;
    const at = built.length;
    steps += 1;
    // Behind its last literal this path is nowhere the more specific one.
    if (steps > MAX_STEPS || isTold(path) || (!isBehind && at > lastLiteral)) return;
    const segment = segments[at];
    if (segment === undefined || segment === "**") return;
    const isLast = at === segments.length - 1;
    for (const [child, next] of segment === "*" ? node.children : candidates(node, segment)) {
      if (child === "**") {
        if (isBehind && at <= lastLiteral) tell(path, next.ends.get(verb), [...built, ...segments.slice(at).map(fill)]);
        continue;
      }
      // Then this path comes first, and the pair is told at the other one.
      if (!isBehind && segment !== "*" && child === "*") continue;
      const here = [...built, child === "*" ? fill(segment) : child];
      const isBetter = isBehind && segment !== "*" && child === "*";
      if (isLast) {
        if (isBetter) tell(path, next.ends.get(verb), here);
      } else if (isBetter) everyMeeting(next, path, here);
      else meet(next, path, lastLiteral, here, isBehind || child !== segment);
    }
  }

  /** Each path has been the more specific one once: whatever else both match makes them ambiguous. */
  function everyMeeting(node: RouteNode, path: RoutedPath, built: readonly string[]): void {
    const { segments, verb } = path.template;
    steps += 1;
    if (steps > MAX_STEPS || isTold(path)) return;
    const segment = segments[built.length];
    if (segment === undefined || segment === "**") {
      tell(path, node.ends.get(verb), built);
      return;
    }
    for (const [child, next] of segment === "*" ? node.children : candidates(node, segment)) {
      if (child === "**") tell(path, next.ends.get(verb), [...built, ...segments.slice(built.length).map(fill)]);
      else everyMeeting(next, path, [...built, child === "*" ? fill(segment) : child]);
    }
  }

  /** One pair is enough for each operation. */
  function isTold({ operations }: RoutedPath): boolean {
    return [...operations.values()].every((operation) => told.has(operation));
  }

  function tell(path: RoutedPath, winner: RoutedPath | undefined, built: readonly string[]): void {
    for (const [method, other] of winner?.operations ?? []) {
      const operation = path.operations.get(method);
      if (!operation || told.has(operation) || policyText(operation.policy) === policyText(other.policy)) continue;
      if (takerOf(method, path, built) !== other) continue;
      told.add(operation);
      const request = `/${built.join("/")}${path.template.verb && `:${path.template.verb}`}`;
      log.add("ambiguous_routes", operation.place, { method, path: operation.path, other: other.path, request });
    }
  }

  /** A third operation, more specific than both, may take what both match. */
  function takerOf(method: string, { template }: RoutedPath, built: readonly string[]): DescribedOperation | undefined {
    steps += built.length;
    const request = { template: { segments: built, verb: template.verb } };
    for (const { operations } of pathsAround(tree, request)) {
      const taker = operations.get(method);
      if (taker) return taker;
    }
    return undefined;
  }
}

function candidates(node: RouteNode, literal: string): [string, RouteNode][] {
  return [literal, "*", "**"].flatMap((name): [string, RouteNode][] => {
    const child = node.children.get(name);
    return child ? [[name, child]] : [];
  });
}

function fill(segment: string): string {
  return segment.startsWith("*") ? FILLER : segment;
}
