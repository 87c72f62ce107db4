import type { TreeNode } from "../source/tree.ts";
import type { Location } from "./overlay.ts";

/** Nodes to change in and below a node. */
interface Mark {
  hit: boolean;
  readonly below: Map<string | number, Mark>;
}

/**
 * Changes nodes of a tree, all others staying the same values.
 *
 * @param change - gives the node in its place, or nothing to take it out of what it is in.
 * @returns the new root; undefined when that itself is taken out.
 */
export function changeNodes(
  root: TreeNode,
  locations: readonly Location[],
  change: (node: TreeNode) => TreeNode | undefined,
): TreeNode | undefined {
  const marks: Mark = { hit: false, below: new Map() };
  for (const location of locations) {
    let mark = marks;
    for (const step of location) {
      const next: Mark = mark.below.get(step) ?? { hit: false, below: new Map() };
      mark.below.set(step, next);
      mark = next;
    }
    mark.hit = true;
  }
  return changeMarked(root, marks, change);
}

/** A node before those in it, as JSONPath selects them. */
function changeMarked(
  node: TreeNode,
  { hit, below }: Mark,
  change: (node: TreeNode) => TreeNode | undefined,
): TreeNode | undefined {
  const changed = hit ? change(node) : node;
  if (changed === undefined || below.size === 0) return changed;
  if (changed.kind === "list") {
    const items = changed.items.flatMap((item, index) => {
      const mark = below.get(index);
      return mark ? (changeMarked(item, mark, change) ?? []) : item;
    });
    return { ...changed, items };
  }
  if (changed.kind === "scalar") return changed;
  const entries = new Map(changed.entries);
  for (const [key, mark] of below) {
    const entry = entries.get(String(key));
    const value = entry && changeMarked(entry.value, mark, change);
    if (entry && value) entries.set(String(key), { ...entry, value });
    else entries.delete(String(key));
  }
  return { ...changed, entries };
}
