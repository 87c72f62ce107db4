import type { DescribedOperation } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";
import { checkPaths } from "./check-paths.ts";
import { checkPreflights } from "./check-preflights.ts";
import { findAmbiguous } from "./find-ambiguous.ts";
import { findFallThrough } from "./find-fall-through.ts";
import { findUnreachable } from "./find-unreachable.ts";
import { findWeakerWildcards } from "./find-weaker-wildcards.ts";
import { buildRouteTree } from "./route-tree.ts";

/** Finds what operations make of each other. The cost grows with their number, not with that of their pairs. */
export function checkRoutes(operations: readonly DescribedOperation[], log: FindingLog): void {
  const tree = buildRouteTree(operations);
  findUnreachable(tree, log);
  findAmbiguous(tree, log);
  findWeakerWildcards(tree, log);
  findFallThrough(tree, log);
  checkPreflights(tree, log);
  checkPaths(tree, log);
}
