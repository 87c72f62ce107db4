import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import type { Location } from "./overlay.ts";
import type { PlainValue } from "./plain-values.ts";

/** Where the nodes are that a JSONPath selects, each once; or why there is no answer. */
export type Selection =
  | { readonly kind: "nodes"; readonly locations: readonly Location[] }
  | {
      readonly kind: "no_path";
      readonly what: string /** Offset into the path; absent: unknown. */;
      readonly at?: number;
    }
  | { readonly kind: "too_much"; readonly what: string };

/** Nodes of a description, aliases written out. Ten thousand operations with their schemas have some three million. */
export const MAX_NODES = 5_000_000;
/** Nodes one action may change. */
const MAX_SELECTED = 200_000;
/** How long a search may take: this, and more for a large description. */
const PATIENCE_MS = 1_000;
/** A walk through everything, `$..`, takes some 150 nodes in a millisecond, less on a busy machine. */
const NODES_PER_MS = 25;

/**
 * Finds what an RFC 9535 JSONPath selects.
 *
 * A path can search for ever, and a regular expression in it too; so the search is given up after some time.
 */
export function selectNodes(path: string, { value, size }: PlainValue): Selection {
  if (size > MAX_NODES) return { kind: "too_much", what: `cannot be looked for among more than ${MAX_NODES} values` };
  // Most descriptions have no overlay, and need not wait for this.
  const { JSONPathEnvironment, JSONPathError } = createRequire(import.meta.url)("json-p3") as typeof import("json-p3");
  const environment = new JSONPathEnvironment({ maxRecursionDepth: 1_000 });
  const found = new Map<string, Location>();
  const search = () => {
    for (const { location } of environment.lazyQuery(path, value as Parameters<typeof environment.query>[1])) {
      found.set(JSON.stringify(location), location);
      if (found.size > MAX_SELECTED) return;
    }
  };
  try {
    runInNewContext("search()", { search }, { timeout: PATIENCE_MS + Math.ceil(size / NODES_PER_MS) });
  } catch (error) {
    if (error instanceof JSONPathError) {
      const what = error.message.replace(/ \('.*$/s, "");
      return { kind: "no_path", what, ...(error.token && { at: error.token.index }) };
    }
    if (error instanceof RangeError) return { kind: "no_path", what: "it is nested too deeply" };
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    return { kind: "too_much", what: "takes too long to look for" };
  }
  if (found.size > MAX_SELECTED) return { kind: "too_much", what: `selects more than ${MAX_SELECTED} nodes` };
  return { kind: "nodes", locations: [...found.values()] };
}
