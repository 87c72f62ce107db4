import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import { readSwitch } from "./extensions.ts";
import { methods } from "./methods.ts";
import type { OperationReader } from "./operation-reader.ts";
import { readPath } from "./path.ts";

const ANYTHING = "/{path=**}";

/**
 * Adds every path and every method below the base path, under the root's `security`, where the description asks for it.
 *
 * A base path needs an operation of its own, because a double wildcard behind it does not match the bare base path.
 * @see gateway-semantics §4.2
 */
export function catchAll(root: Cursor, basePath: string, reader: OperationReader, log: FindingLog): void {
  const at = root.get("x-latchkey-catch-all");
  if (!at || !readSwitch(root, "x-latchkey-catch-all", log)) return;
  reader.count += 1;
  const inherited = reader.inherit("every method of", "the catch-all", at);
  if (!inherited) return;
  for (const written of basePath === "" ? [ANYTHING] : ["/", ANYTHING]) {
    const path = readPath(basePath, written, new Set(), at, log);
    if (!path) continue;
    for (const method of methods) {
      if (reader.has(method, path)) continue;
      reader.add(method, path, {
        policy: inherited.policy,
        backend: reader.rootBackend.wish,
        backendPlaces: reader.rootBackend.places,
        metricCosts: {},
        place: at.place,
        securityPlace: inherited.place,
        writtenId: undefined,
        catchAll: true,
      });
    }
  }
}
