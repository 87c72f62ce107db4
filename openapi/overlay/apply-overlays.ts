import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import { Cursor } from "../source/cursor.ts";
import { MAX_DEPTH, parseTree } from "../source/parse-tree.ts";
import { readText } from "../source/read-text.ts";
import type { TreeNode } from "../source/tree.ts";
import { changeNodes } from "./change-nodes.ts";
import { merge } from "./merge.ts";
import { kinds, type OverlayAction, type OverlayFile } from "./overlay.ts";
import { PlainValues } from "./plain-values.ts";
import { readOverlay } from "./read-overlay.ts";
import { type Selection, selectNodes } from "./select-nodes.ts";

/**
 * Lays OpenAPI Overlays over the root file of a description, one after the other.
 *
 * @param description - the description's own file: `$ref`s in what an overlay adds are read from there.
 * @returns the root of the result, where every node still stands in the file it was written in; or undefined after findings.
 */
export function applyOverlays(
  root: Cursor,
  overlays: readonly OverlayFile[],
  description: string,
  log: FindingLog,
): Cursor | undefined {
  const { sources } = root;
  const before = log.errorCount;
  const plain = new PlainValues();
  let result: TreeNode = root.node;
  const refuseDepth = (at: Cursor) => {
    if (plain.of(result).depth > MAX_DEPTH) log.add("too_deep", at.place, { limit: MAX_DEPTH });
  };
  refuseDepth(root);
  for (const { source, file } of overlays) {
    if (log.errorCount > before) return undefined;
    const text = readText(source, file, log);
    const overlay = text === undefined ? undefined : parseTree(text, file, sources, description, log, description);
    for (const action of overlay ? readOverlay(overlay, log) : []) {
      result = apply(action, result, plain, log);
      refuseDepth(action.change.at);
      // What follows would be about a description that nobody meant.
      if (log.errorCount > before) return undefined;
    }
  }
  return log.errorCount > before ? undefined : new Cursor(sources, result);
}

function apply(
  { target, targetAt, change }: OverlayAction,
  root: TreeNode,
  plain: PlainValues,
  log: FindingLog,
): TreeNode {
  const selection = selectNodes(target, plain.of(root));
  if (selection.kind !== "nodes") {
    tellSelection(selection, target, targetAt, log);
    return root;
  }
  const { locations } = selection;
  if (locations.length === 0) log.add("overlay_no_match", targetAt.place, { target });
  if (change.kind === "remove") {
    const rest = changeNodes(root, locations, () => undefined);
    if (!rest) log.add("overlay_action", targetAt.place, { what: "removes the whole description" });
    return rest ?? root;
  }
  const update = change.at;
  const result = changeNodes(root, locations, (node) => {
    if (node.kind === "scalar") {
      log.add("overlay_scalar", targetAt.place, { target });
      return node;
    }
    if (node.kind === "list") return { ...node, items: [...node.items, update.node] };
    return merge(node, { offset: update.node.offset, value: update.node }, "update", (key, added, there) =>
      log.add("overlay_mismatch", update.sources.place(added.offset, update.pointer), {
        key,
        update: kinds[added.value.kind],
        target: kinds[there.kind],
      }),
    );
  });
  return result ?? root;
}

function tellSelection(
  selection: Exclude<Selection, { kind: "nodes" }>,
  target: string,
  at: Cursor,
  log: FindingLog,
): void {
  const shown = target.length > 80 ? `${target.slice(0, 77)}…` : target;
  if (selection.kind === "too_much") log.add("overlay_too_much", at.place, { target: shown, what: selection.what });
  else log.add("overlay_target", within(at, target, selection.at), { target: shown, what: selection.what });
}

/** Place of a character of a text, where the text is written as it is; else of the text. */
function within(at: Cursor, text: string, offset: number | undefined): Place {
  const start = at.sources.place(at.node.offset, at.pointer);
  const line = at.sources.lineOf(start.file, start.line)?.slice(start.column - 1) ?? "";
  const quote = /^["']/.exec(line)?.[0].length ?? 0;
  if (offset === undefined || !line.startsWith(text, quote)) return at.place;
  return { ...start, column: start.column + quote + offset };
}
