import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "./cursor.ts";

/**
 * Finds a `$ref` in a place that is read as it stands: what it names would be left out silently, be it a `security`.
 *
 * @param what - the place in words, e.g. `an operation`.
 */
export function refuseReferenceIn(at: Cursor | undefined, what: string, log: FindingLog): void {
  const reference = at?.get("$ref");
  if (reference) log.add("ref_misplaced", reference.place, { why: `${what} is read as it stands` });
}
