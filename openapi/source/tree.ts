/** A node of the API description with its offset in the text. Aliases are shared nodes, never copies. */
export type TreeNode = TreeMap | TreeList | TreeScalar;

export interface TreeMap {
  readonly kind: "map";
  readonly offset: number;
  /** A real map, so that `__proto__` is a key like any other. */
  readonly entries: ReadonlyMap<string, TreeEntry>;
}

export interface TreeEntry {
  /** Offset of the key. */
  readonly offset: number;
  readonly value: TreeNode;
}

export interface TreeList {
  readonly kind: "list";
  readonly offset: number;
  readonly items: readonly TreeNode[];
}

export interface TreeScalar {
  readonly kind: "scalar";
  readonly offset: number;
  readonly value: string | number | boolean | null;
}
