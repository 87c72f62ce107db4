import type { TreeEntry, TreeNode } from "../source/tree.ts";

/** Told what cannot be merged: an entry of the update, and what it would have been merged into. */
export type OnMismatch = (key: string, update: TreeEntry, target: TreeNode) => void;

/**
 * Merges the value of an entry into a node: mappings entry by entry, lists one behind the other, values replaced.
 *
 * Every node and key keeps the offset it was written at, in the description or in the overlay.
 * @see https://spec.openapis.org/overlay/v1.0.0.html#action-object
 */
export function merge(target: TreeNode, entry: TreeEntry, key: string, onMismatch: OnMismatch): TreeNode {
  const update = entry.value;
  if (target.kind === "map" && update.kind === "map") {
    const entries = new Map(target.entries);
    for (const [name, added] of update.entries) {
      const there = entries.get(name);
      const value = there ? merge(there.value, added, name, onMismatch) : added.value;
      entries.set(name, there && value !== added.value ? { offset: there.offset, value } : added);
    }
    return { ...target, entries };
  }
  // What to do with a list below the target is said by version 1.1, for 1.0 too.
  if (target.kind === "list" && update.kind === "list") return { ...target, items: [...target.items, ...update.items] };
  if (target.kind === update.kind || (target.kind === "scalar" && target.value === null)) return update;
  onMismatch(key, entry, target);
  return target;
}
