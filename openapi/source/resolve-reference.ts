import type { FindingLog } from "../finding-log.ts";
import { Cursor } from "./cursor.ts";

/**
 * Follows `$ref` within the document until something that is no reference.
 *
 * @returns the target, or undefined after a finding.
 */
export function resolveReference(start: Cursor, root: Cursor, log: FindingLog): Cursor | undefined {
  const seen = new Set<string>();
  let here = start;
  for (;;) {
    const reference = here.get("$ref");
    const ref = reference?.text;
    if (!reference || ref === undefined) return here;
    if (!ref.startsWith("#")) return undefined; // refuseReferences has said so
    if (seen.has(ref)) {
      log.add("cyclic_ref", reference.place, { ref });
      return undefined;
    }
    seen.add(ref);
    const target = walk(root, ref.slice(1));
    if (!target) {
      log.add("dangling_ref", reference.place, { ref });
      return undefined;
    }
    here = target;
  }
}

function walk(root: Cursor, pointer: string): Cursor | undefined {
  let here: Cursor | undefined = root;
  for (const step of pointer.split("/").slice(1)) {
    const key: string = readStep(step);
    here = here?.node.kind === "list" ? here.items()[Number(key)] : here?.get(key);
  }
  return here && new Cursor(here.source, here.node, here.pointer);
}

function readStep(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return step;
  }
}
