import { CloudError } from "./errors.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { CloudObject } from "./state.ts";

/**
 * Makes sure an id is free for a new object, or takes over what nobody manages.
 *
 * @returns the object taken over, or another that describes the same thing.
 * @throws {CloudError} `already_exists` or `name_still_taken`.
 */
export function claimId(
  type: ResourceType,
  wanted: Pick<CloudObject, "type" | "inputs">,
  id: string,
  { inventory, now, resource }: Surroundings,
): CloudObject | undefined {
  const deletedAt = inventory.deletedAt(id);
  if (deletedAt !== undefined && now - deletedAt < (type.idTakenSeconds ?? 0) * 1000) {
    throw new CloudError("name_still_taken", { resource, id });
  }
  const existing = inventory.find(wanted.type, id);
  if (existing === undefined) return undefined;
  const isManaged = !inventory.isLeft(existing);
  if (type.shared !== true && (isManaged || type.adopts?.(wanted.inputs) !== true)) {
    throw new CloudError("already_exists", { resource, id });
  }
  if (!isManaged) inventory.adopt(existing);
  return existing;
}
