import type { TreeList, TreeMap, TreeNode } from "../source/tree.ts";

/** A part of a description as JSONPath is asked about it. */
export interface PlainValue {
  readonly value: unknown;
  /** Nodes in it, each alias counted as often as it stands there. */
  readonly size: number;
  /** Levels of nesting; `Infinity` when there are too many to look into. */
  readonly depth: number;
}

/** Aliases of aliases nest deeper than any text. */
const MAX_LEVELS = 500;

/**
 * Turns trees into plain values, each node once: what an action has not changed is the same node before the next one.
 *
 * `__proto__` is a key like any other; whoever reads them looks at own properties alone.
 */
export class PlainValues {
  readonly #known = new Map<TreeNode, PlainValue>();

  of(node: TreeNode, level = 0): PlainValue {
    if (node.kind === "scalar") return { value: node.value, size: 1, depth: 0 };
    const known = this.#known.get(node);
    if (known) return known;
    if (level > MAX_LEVELS) return { value: null, size: 1, depth: Number.POSITIVE_INFINITY };
    const made = this.#make(node, level);
    this.#known.set(node, made);
    return made;
  }

  #make(node: TreeMap | TreeList, level: number): PlainValue {
    let size = 1;
    let depth = 0;
    const take = (child: TreeNode): unknown => {
      const plain = this.of(child, level + 1);
      size += plain.size;
      depth = Math.max(depth, plain.depth);
      return plain.value;
    };
    if (node.kind === "list") {
      const value = node.items.map(take);
      return { value, size, depth: depth + 1 };
    }
    const value: Record<string, unknown> = {};
    for (const [key, entry] of node.entries) {
      if (key === "__proto__") Object.defineProperty(value, key, { value: take(entry.value), enumerable: true });
      else value[key] = take(entry.value);
    }
    return { value, size, depth: depth + 1 };
  }
}
