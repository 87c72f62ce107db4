import type { Cursor } from "../source/cursor.ts";
import type { TreeNode } from "../source/tree.ts";

/** A file with an OpenAPI Overlay. */
export interface OverlayFile {
  readonly source: Uint8Array;
  /** Its path as the person wrote it, for findings. */
  readonly file: string;
}

/** One action of an overlay. @see https://spec.openapis.org/overlay/v1.0.0.html#action-object */
export interface OverlayAction {
  /** JSONPath. */
  readonly target: string;
  readonly targetAt: Cursor;
  readonly change: { readonly kind: "remove"; readonly at: Cursor } | { readonly kind: "update"; readonly at: Cursor };
}

/** Way from the root of the description to a node. */
export type Location = readonly (string | number)[];

/** What a node is, in words. */
export const kinds: Readonly<Record<TreeNode["kind"], string>> = {
  map: "a mapping",
  list: "a list",
  scalar: "a value",
};
