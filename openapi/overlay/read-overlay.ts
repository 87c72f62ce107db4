import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import type { OverlayAction } from "./overlay.ts";

const rootFields = ["overlay", "info", "extends", "actions"];
const actionFields = ["target", "description", "update", "remove"];

/**
 * Reads an OpenAPI Overlay 1.0.
 *
 * @returns its actions in order; after a finding, those that are sound.
 * @see https://spec.openapis.org/overlay/v1.0.0.html
 */
export function readOverlay(root: Cursor, log: FindingLog): OverlayAction[] {
  const refuse = (at: Cursor, what: string) => {
    log.add("not_an_overlay", at.place, { what });
    return [];
  };
  const version = root.get("overlay");
  if (!version) return refuse(root, "it has no `overlay` at its root");
  if (!/^1\.0\.\d+$/.test(String(version.scalar))) {
    log.add("overlay_version", version.place, { seen: String(version.scalar ?? "…").slice(0, 20) });
    return [];
  }
  refuseUnknown(root, rootFields, log);
  const info = root.get("info");
  if (info?.get("title")?.scalar == null || info.get("version")?.scalar == null) {
    refuse(info ?? root, "its `info` needs a `title` and a `version`");
  }
  const actions = root.get("actions");
  if (actions?.node.kind !== "list" || actions.items().length === 0) {
    return refuse(actions ?? root, "it has no list of `actions`");
  }
  return actions.items().flatMap((action) => readAction(action, log) ?? []);
}

function readAction(at: Cursor, log: FindingLog): OverlayAction | undefined {
  const refuse = (place: Cursor, what: string) => {
    log.add("overlay_action", place.place, { what });
    return undefined;
  };
  refuseUnknown(at, actionFields, log);
  const targetAt = at.get("target");
  if (targetAt?.text === undefined) return refuse(targetAt ?? at, "has no `target`");
  const remove = at.get("remove");
  if (remove && typeof remove.scalar !== "boolean")
    return refuse(remove, "has a `remove` that is neither true nor false");
  const target = targetAt.text;
  if (remove?.scalar === true) return { target, targetAt, change: { kind: "remove", at: remove } };
  const update = at.get("update");
  if (!update) return refuse(at, "has neither an `update` nor `remove: true`");
  return { target, targetAt, change: { kind: "update", at: update } };
}

/** A misspelt `update` would be left out silently, be it a `security`. */
function refuseUnknown(at: Cursor, known: readonly string[], log: FindingLog): void {
  for (const [name, value] of at.entries()) {
    if (known.includes(name) || name.startsWith("x-")) continue;
    log.add("overlay_field", value.place, { name, known: known.join(", ") });
  }
}
