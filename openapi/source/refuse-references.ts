import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "./cursor.ts";

/** Below these, `$ref` is data and not a reference. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);

/**
 * Finds every reference out of the document, also where the gateway would never look.
 *
 * Nothing is ever fetched or opened.
 */
export function refuseReferences(root: Cursor, log: FindingLog): void {
  // An alias is a shared node: visiting it once keeps alias bombs as small as their text.
  const seen = new Set<object>();
  const open: Cursor[] = [root];
  for (let here = open.pop(); here; here = open.pop()) {
    if (here.node.kind === "scalar" || seen.has(here.node)) continue;
    seen.add(here.node);
    for (const item of here.items()) open.push(item);
    for (const [key, value] of here.entries()) {
      const ref = key === "$ref" ? value.text : undefined;
      if (ref !== undefined && !ref.startsWith("#")) {
        log.add(/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(ref) ? "remote_ref" : "file_ref", value.place, {
          ref: shorten(ref),
        });
      }
      if (!DATA.has(key)) open.push(value);
    }
  }
}

function shorten(ref: string): string {
  return ref.length > 80 ? `${ref.slice(0, 77)}…` : ref;
}
