import { counted } from "../counted.ts";
import type { FindingLog } from "../finding-log.ts";
import { pathsAround, type RoutedPath, type RouteTree } from "./route-tree.ts";

/**
 * Finds preflights that a browser gets no good answer to.
 *
 * Only where the description has an open `options` operation is it known that browsers call; a secured one serves nobody
 * else either.
 */
export function checkPreflights(tree: RouteTree, log: FindingLog): void {
  const written = tree.paths.flatMap(({ operations }) => operations.get("OPTIONS") ?? []);
  for (const { policy, path, place, catchAll } of written) {
    if (!policy.open && !catchAll) log.add("preflight_refused", place, { path });
  }
  if (!written.some(({ policy }) => policy.open)) return;
  const missing = tree.paths.filter((path) => isSecured(path) && !hasPreflight(tree, path));
  const [first] = missing;
  if (first)
    log.add("preflight_missing", first.first.place, { path: first.first.path, paths: counted(missing.length, "path") });
}

function isSecured({ operations }: RoutedPath): boolean {
  return [...operations.values()].some(({ policy, catchAll }) => !policy.open && !catchAll);
}

function hasPreflight(tree: RouteTree, path: RoutedPath): boolean {
  if (path.operations.has("OPTIONS")) return true;
  for (const around of pathsAround(tree, path)) if (around.operations.has("OPTIONS")) return true;
  return false;
}
