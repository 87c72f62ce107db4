import { counted } from "../counted.ts";
import type { Description } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";

/** Tells once what a Google API key that opens operations by itself does not promise. @see gateway-semantics §2.4 */
export function checkKeys({ operations, schemes, schemePlaces }: Description, log: FindingLog): void {
  const alone = operations.filter(({ policy }) => policy.key?.tokens.length === 0);
  const [key] = [...schemes].flatMap(([name, { kind }]) => (kind === "key" ? [name] : []));
  const place = (key === undefined ? undefined : schemePlaces.get(key)) ?? alone[0]?.place;
  if (place && alone.length > 0) log.add("key_alone", place, { operations: counted(alone.length, "operation") });
}
