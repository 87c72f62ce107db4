import { EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import { escapePointer } from "./cursor.ts";
import { MAX_SCALAR, readScalar, TagError } from "./read-scalar.ts";
import type { TreeEntry, TreeNode } from "./tree.ts";

/** Below these, `$ref` is data and not a reference. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);

/** A text and where it begins in the count through all sources. */
export interface BaseText {
  readonly text: string;
  readonly base: number;
  place(offset: number, pointer?: string): Place;
}

/** Entries of one mapping or list. Ten thousand operations have a few thousand paths. */
const MAX_ENTRIES = 100_000;

/** A collection whose end has not been reached. */
type Frame =
  | {
      readonly kind: "map";
      readonly node: { kind: "map"; offset: number; entries: Map<string, TreeEntry> };
      readonly anchor: string | undefined;
      key: { readonly name: string; readonly offset: number } | undefined;
    }
  | {
      readonly kind: "list";
      readonly node: { kind: "list"; offset: number; items: TreeNode[] };
      readonly anchor: string | undefined;
    };

/**
 * Turns the events of one YAML document into a tree, with duplicate keys, merge keys and circles found.
 *
 * Aliases become the node they name, so an alias bomb stays as small as its text. Events are dropped from the array as they
 * are read: for a large file they weigh more than the tree.
 *
 * @param events - from the document's own on.
 * @param onReference - is told every `$ref` that is not data.
 */
export function buildTree(
  events: (Event | undefined)[],
  source: BaseText,
  log: FindingLog,
  onReference: (ref: string, place: Place) => void,
): TreeNode {
  const { text, base } = source;
  const anchors = new Map<string, TreeNode | "unfinished">();
  const open: Frame[] = [];
  let root: TreeNode | undefined;
  // Where an empty value stands: behind whatever came last.
  let last = base;

  for (let index = 1; root === undefined; index += 1) {
    const event = events[index];
    events[index] = undefined;
    if (event === undefined || event.type === EVENT_ID.DOCUMENT) break;
    if (event.type === EVENT_ID.POP) {
      const frame = open.pop();
      if (frame === undefined) break;
      if (frame.anchor !== undefined) anchors.set(frame.anchor, frame.node);
      give(frame.node);
      continue;
    }
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      last = base + event.start;
      if (awaitsKey()) refuse(last, "a mapping or a list stands where a key is expected");
      const anchor = anchorOf(event);
      if (anchor !== undefined) anchors.set(anchor, "unfinished");
      checkTag(event, event.type === EVENT_ID.MAPPING ? "!!map" : "!!seq");
      open.push(
        event.type === EVENT_ID.MAPPING
          ? { kind: "map", node: { kind: "map", offset: last, entries: new Map() }, anchor, key: undefined }
          : { kind: "list", node: { kind: "list", offset: last, items: [] }, anchor },
      );
      continue;
    }
    if (event.type === EVENT_ID.ALIAS) {
      last = base + event.anchorStart - 1;
      if (awaitsKey()) refuse(last, "an alias stands where a key is expected");
      give(follow(text.slice(event.anchorStart, event.anchorEnd), last));
      continue;
    }
    last = offsetOf(event) ?? last;
    if (awaitsKey()) takeKey(event);
    else {
      const scalar: TreeNode = { kind: "scalar", offset: last, value: scalarOf(event) };
      const anchor = anchorOf(event);
      if (anchor !== undefined) anchors.set(anchor, scalar);
      give(scalar);
    }
  }
  return root ?? { kind: "scalar", offset: last, value: null };

  function awaitsKey(): boolean {
    const frame = open.at(-1);
    return frame?.kind === "map" && frame.key === undefined;
  }

  function give(node: TreeNode): void {
    const frame = open.at(-1);
    if (frame === undefined) root = node;
    else if (frame.kind === "list") {
      frame.node.items.push(node);
      if (frame.node.items.length > MAX_ENTRIES) giveUp(frame.node);
    } else if (frame.key === undefined) frame.key = { name: "", offset: node.offset };
    else {
      const { name, offset } = frame.key;
      if (name === "$ref" && node.kind === "scalar" && typeof node.value === "string")
        tellReference(node.value, offset);
      frame.node.entries.set(name, { offset, value: node });
      frame.key = undefined;
      if (frame.node.entries.size > MAX_ENTRIES) giveUp(frame.node);
    }
  }

  /** Ends the reading: what follows would only take memory. */
  function giveUp(node: TreeNode): void {
    log.add("too_many_values", source.place(node.offset), { count: MAX_ENTRIES });
    root = node;
  }

  function tellReference(ref: string, offset: number): void {
    const way = open.map((frame) => (frame.kind === "map" ? (frame.key?.name ?? "") : String(frame.node.items.length)));
    if (!way.some((step) => DATA.has(step)))
      onReference(ref, source.place(offset, `/${way.map(escapePointer).join("/")}`));
  }

  function takeKey(event: ScalarEvent): void {
    const frame = open.at(-1);
    if (frame?.kind !== "map") return;
    const anchor = anchorOf(event);
    // An alias to it would be given whatever else went by the same name before.
    if (anchor !== undefined) refuse(last, `the anchor &${anchor} stands on a key`);
    // A longer one is not taken apart, so what it says is not known.
    if (event.valueEnd - event.valueStart > MAX_SCALAR) refuse(last, `a key has more than ${MAX_SCALAR} characters`);
    const name = keyOf(event);
    const first = frame.node.entries.get(name);
    if (first) log.add("duplicate_key", source.place(last), { key: name, line: source.place(first.offset).line });
    if (name === "<<") log.add("merge_key", source.place(last));
    frame.key = { name, offset: last };
  }

  /** A key as it is written, `1.0` and `~` included. */
  function keyOf(event: ScalarEvent): string {
    const value = scalarOf(event);
    if (typeof value === "string") return value;
    return event.valueStart === -1 ? "" : text.slice(event.valueStart, event.valueEnd);
  }

  function scalarOf(event: ScalarEvent) {
    try {
      return readScalar(text, event);
    } catch (error) {
      if (!(error instanceof TagError)) throw error;
      refuse(base + event.tagStart, error.message);
      return null;
    }
  }

  function offsetOf({ valueStart, style }: ScalarEvent): number | undefined {
    if (valueStart === -1) return undefined;
    const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
    return base + valueStart - (isQuoted ? 1 : 0);
  }

  function anchorOf({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }): string | undefined {
    return anchorStart === -1 ? undefined : text.slice(anchorStart, anchorEnd);
  }

  function checkTag({ tagStart, tagEnd }: { tagStart: number; tagEnd: number }, expected: string): void {
    if (tagStart === -1) return;
    const tag = text.slice(tagStart, tagEnd);
    if (tag !== expected && tag !== "!") refuse(base + tagStart, `the tag ${tag} is unknown or does not fit`);
  }

  function follow(name: string, offset: number): TreeNode {
    const target = anchors.get(name);
    if (target === "unfinished") log.add("cyclic_alias", source.place(offset), { name });
    if (target === undefined) refuse(offset, `the alias *${name} names nothing above it`);
    return target === undefined || target === "unfinished" ? { kind: "scalar", offset, value: null } : target;
  }

  function refuse(offset: number, what: string): void {
    log.add("bad_syntax", source.place(offset), { what });
  }
}
