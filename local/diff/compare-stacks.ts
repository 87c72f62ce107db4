import { compareAccess } from "../../openapi/compare/compare-access.ts";
import { type Acceptance, acceptChanges, idOf } from "./accept-changes.ts";
import { accessChanges, type Comparison } from "./access-changes.ts";
import { type Change, effects } from "./change.ts";
import { credentialChanges } from "./credential-changes.ts";
import { operationChanges } from "./operation-changes.ts";
import { servedBy } from "./served-by.ts";
import { settingChanges } from "./setting-changes.ts";

/**
 * Compares two revisions of a stack for whoever calls it.
 *
 * @returns every change, the gravest first, and what is not accepted before what is.
 */
export function compareStacks(comparison: Comparison): Acceptance {
  const served = { before: servedBy(comparison.before), after: servedBy(comparison.after) };
  const differences = compareAccess(served.before, served.after);
  const { changes, idle } = acceptChanges(
    [
      ...settingChanges(comparison),
      ...accessChanges(differences, comparison),
      ...operationChanges(served.before, served.after, differences, comparison),
      ...credentialChanges(comparison, served),
    ],
    comparison,
  );
  return { changes: changes.toSorted(byGravity), idle };
}

function byGravity(a: Change, b: Change): number {
  return (
    effects.indexOf(a.effect) - effects.indexOf(b.effect) ||
    Number(Boolean(a.accepted)) - Number(Boolean(b.accepted)) ||
    (idOf(a) < idOf(b) ? -1 : 1)
  );
}
