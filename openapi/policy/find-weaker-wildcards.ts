import type { DescribedOperation } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";
import { FILLER } from "../proof/filler.ts";
import { policyText, takesMore } from "./accepts.ts";
import { findPath, type RoutedPath, type RouteTree } from "./route-tree.ts";

/** Ways to read one path; people's descriptions have a handful, and one made to keep us busy thousands. */
const MAX_NODES = 100;

/** Paths with a wildcard, by segment in small letters. */
interface Node {
  readonly isWild: boolean;
  readonly children: Map<string, Node>;
  /** What ends here, by method and verb: one operation for each policy. */
  readonly ends: Map<string, Map<string, DescribedOperation>>;
}

/**
 * Finds operations that a weaker wildcard of the same method also reaches when their path is spelt differently.
 *
 * The gateway compares paths byte for byte, many services do not: they decode `%2F`, which lets a wildcard take several
 * segments for one, or ignore letter case.
 * @see google-facts §9.7
 */
export function findWeakerWildcards(tree: RouteTree, log: FindingLog): void {
  const { paths } = tree;
  const root = newNode(false);
  for (const path of paths) if (path.template.segments.some(isWild)) plant(root, path);
  for (const { template, operations } of paths) {
    const ends = looselyMatching(root, template.segments);
    // That one takes all of its requests, and not only those in another spelling.
    const shadow = template.verb === "" ? undefined : findPath(tree, template.segments);
    for (const [method, operation] of operations) {
      const others = ends.flatMap((end) => endingLike(end, method, template.verb));
      const weaker = others.find(
        (other) =>
          other !== operation &&
          other !== shadow?.operations.get(method) &&
          takesMore(other.policy, [operation.policy]),
      );
      if (!weaker) continue;
      const { path, place, securityPlace } = operation;
      // The root's `security` is not where this operation can be told from others.
      const at = securityPlace.pointer.startsWith(place.pointer) ? securityPlace : place;
      log.add("weaker_wildcard", at, { method, path, other: weaker.path });
    }
  }
}

function plant(root: Node, { template, operations }: RoutedPath): void {
  let node = root;
  for (const segment of template.segments) {
    const name = isWild(segment) ? "*" : segment.toLowerCase();
    const next = node.children.get(name) ?? newNode(isWild(segment));
    node.children.set(name, next);
    node = next;
  }
  for (const [method, operation] of operations) {
    const end = `${method} ${template.verb.toLowerCase()}`;
    const policies = node.ends.get(end) ?? new Map<string, DescribedOperation>();
    const policy = policyText(operation.policy);
    if (!policies.has(policy)) policies.set(policy, operation);
    node.ends.set(end, policies);
  }
}

/** Ends of every path that matches when each wildcard may take one segment or several. */
function looselyMatching(root: Node, segments: readonly string[]): Node[] {
  let here = new Set([root]);
  for (const segment of segments) {
    const literal = isWild(segment) ? FILLER : segment.toLowerCase();
    const next = new Set<Node>();
    for (const node of here) {
      if (next.size >= MAX_NODES) break;
      if (node.isWild) next.add(node);
      for (const name of [literal, "*"]) {
        const child = node.children.get(name);
        if (child) next.add(child);
      }
    }
    here = next;
  }
  return [...here];
}

/** A wildcard without a verb takes one as a part of its value. */
function endingLike({ ends }: Node, method: string, verb: string): DescribedOperation[] {
  const verbs = verb === "" ? [""] : ["", verb.toLowerCase()];
  return verbs.flatMap((wanted) => [...(ends.get(`${method} ${wanted}`)?.values() ?? [])]);
}

function isWild(segment: string): boolean {
  return segment.startsWith("*");
}

function newNode(wild: boolean): Node {
  return { isWild: wild, children: new Map(), ends: new Map() };
}
