import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import type { Source } from "./cursor.ts";
import type { TreeEntry, TreeNode } from "./tree.ts";

/**
 * Turns composed YAML into a tree of offsets and values, with duplicate keys, merge keys and circles found.
 *
 * Aliases become the node they name, so an alias bomb stays as small as its text.
 */
export function buildTree(contents: unknown, source: Source, log: FindingLog): TreeNode | undefined {
  const anchors = new Map<string, TreeNode | "unfinished">();
  const place = (offset: number): Place => ({ file: source.file, ...source.lines.at(offset), pointer: "" });
  return build(contents, 0);

  function build(node: unknown, fallbackOffset: number): TreeNode {
    if (isAlias(node)) return follow(node.source, node.range?.[0] ?? fallbackOffset);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor) anchors.set(anchor, "unfinished");
    const built = buildValue(node, fallbackOffset);
    if (anchor) anchors.set(anchor, built);
    return built;
  }

  function buildValue(node: unknown, fallbackOffset: number): TreeNode {
    if (isMap(node)) {
      const offset = node.range?.[0] ?? fallbackOffset;
      const entries = new Map<string, TreeEntry>();
      for (const pair of node.items) {
        const keyOffset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
        const key = isScalar(pair.key) ? String(pair.key.value) : "";
        // An alias to it would be given whatever else went by the same name before.
        if (isScalar(pair.key) && pair.key.anchor !== undefined)
          log.add("bad_syntax", place(keyOffset), { what: `the anchor &${pair.key.anchor} stands on a key` });
        const first = entries.get(key);
        if (first) log.add("duplicate_key", place(keyOffset), { key, line: source.lines.at(first.offset).line });
        if (key === "<<") log.add("merge_key", place(keyOffset));
        entries.set(key, { offset: keyOffset, value: build(pair.value, keyOffset) });
      }
      return { kind: "map", offset, entries };
    }
    if (isSeq(node)) {
      const offset = node.range?.[0] ?? fallbackOffset;
      return { kind: "list", offset, items: node.items.map((item) => build(item, offset)) };
    }
    if (isScalar(node)) {
      const value = node.value;
      const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
      return { kind: "scalar", offset: node.range?.[0] ?? fallbackOffset, value: plain ? value : null };
    }
    return { kind: "scalar", offset: fallbackOffset, value: null };
  }

  function follow(name: string, offset: number): TreeNode {
    const target = anchors.get(name);
    if (target === "unfinished") log.add("cyclic_alias", place(offset), { name });
    if (target === undefined)
      log.add("bad_syntax", place(offset), { what: `the alias *${name} names nothing above it` });
    return target === undefined || target === "unfinished" ? { kind: "scalar", offset, value: null } : target;
  }
}
