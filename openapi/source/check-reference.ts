import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import { readReference } from "./reference.ts";

/**
 * Finds a reference that nothing may follow, also where the gateway would never look.
 *
 * @param from - file it is read from.
 * @param base - the description's own file.
 */
export function checkReference(ref: string, from: string, place: Place, base: string, log: FindingLog): void {
  const { kind } = readReference(ref, from, base);
  if (kind === "url") log.add("remote_ref", place, { ref: shorten(ref) });
  else if (kind === "outside") log.add("ref_outside", place, { ref: shorten(ref) });
}

function shorten(ref: string): string {
  return ref.length > 80 ? `${ref.slice(0, 77)}…` : ref;
}
