import type { Place } from "../finding.ts";
import type { Sources } from "./sources.ts";
import type { TreeNode } from "./tree.ts";

/** A node of the description and the way it was reached. */
export class Cursor {
  readonly node: TreeNode;
  /** Way from the root of its file. */
  readonly pointer: string;
  readonly sources: Sources;
  readonly #offset: number;

  constructor(sources: Sources, node: TreeNode, pointer = "", offset = node.offset) {
    this.sources = sources;
    this.node = node;
    this.pointer = pointer;
    this.#offset = offset;
  }

  /** Where the node's key stands, or the node itself when it has none. */
  get place(): Place {
    return this.sources.place(this.#offset, this.pointer);
  }

  /** Name of the file the node itself is written in. */
  get file(): string {
    return this.sources.nameAt(this.node.offset);
  }

  /** The value under `key`; undefined when this is no map or has no such key. */
  get(key: string): Cursor | undefined {
    if (this.node.kind !== "map") return undefined;
    const entry = this.node.entries.get(key);
    return entry && new Cursor(this.sources, entry.value, `${this.pointer}/${escapePointer(key)}`, entry.offset);
  }

  /** Key and value of each entry; nothing when this is no map. */
  *entries(): Generator<[string, Cursor]> {
    if (this.node.kind !== "map") return;
    for (const [key, entry] of this.node.entries) {
      yield [key, new Cursor(this.sources, entry.value, `${this.pointer}/${escapePointer(key)}`, entry.offset)];
    }
  }

  /** The items; nothing when this is no list. */
  items(): Cursor[] {
    if (this.node.kind !== "list") return [];
    return this.node.items.map((item, index) => new Cursor(this.sources, item, `${this.pointer}/${index}`));
  }

  /** The value of a scalar; undefined for maps and lists. */
  get scalar(): string | number | boolean | null | undefined {
    return this.node.kind === "scalar" ? this.node.value : undefined;
  }

  /** The value when it is a text. */
  get text(): string | undefined {
    return typeof this.scalar === "string" ? this.scalar : undefined;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
export function escapePointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
