import { isWithin } from "../ip-range.ts";

/**
 * Says from where a key works after a change and from where it works no longer. Empty lists of addresses mean everywhere.
 *
 * @returns ranges that became allowed and that stopped being so; `everywhere` for all addresses.
 */
export function compareRestrictions(
  before: readonly string[],
  after: readonly string[],
): { readonly gained: readonly string[]; readonly lost: readonly string[] } {
  return { gained: outside(after, before), lost: outside(before, after) };
}

/** Ranges of one list that no single range of the other holds. */
function outside(ranges: readonly string[], others: readonly string[]): string[] {
  if (others.length === 0) return [];
  if (ranges.length === 0) return ["everywhere"];
  return ranges.filter((range) => !others.some((other) => isWithin(range, other)));
}
