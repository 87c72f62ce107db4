import { CloudError } from "./errors.ts";
import type { Surroundings } from "./resource-type.ts";
import type { CloudObject } from "./state.ts";
import { types } from "./types.ts";

/**
 * Refuses to delete or replace what must not be.
 *
 * @throws {CloudError} `protected`, `deletion_prevented` or what the type guards.
 */
export function guardDeletion(object: CloudObject, around: Surroundings): void {
  if (object.protect) throw new CloudError("protected", { resource: around.resource });
  if (staysBehind(object, around)) return;
  if (policyOf(object, around) === "PREVENT") {
    throw new CloudError("deletion_prevented", { resource: around.resource });
  }
  types[object.type]?.guard?.(object, around);
}

/**
 * Deletes an object, or stops managing it where it is to stay.
 *
 * @returns what is worth telling: the object could not be deleted although the program asked for it.
 * @throws {CloudError} when something still uses it.
 */
export function deleteObject(object: CloudObject, around: Surroundings): string | undefined {
  const { inventory, now } = around;
  if (staysBehind(object, around)) {
    inventory.leave(object, object);
    return undefined;
  }
  const type = types[object.type];
  const staying = type?.remove?.(object, around);
  if (staying === undefined) {
    inventory.remove(object, now, type?.idTakenSeconds !== undefined);
    return undefined;
  }
  inventory.leave(object, staying);
  if (!object.type.startsWith("gcp:kms/")) return undefined;
  return `${around.resource} cannot be deleted from Google Cloud; it is only no longer managed: ${object.id}`;
}

function staysBehind(object: CloudObject, around: Surroundings): boolean {
  return object.retainOnDelete || policyOf(object, around) === "ABANDON";
}

function policyOf(object: CloudObject, around: Surroundings): unknown {
  return object.inputs.deletionPolicy ?? around.site.deletionPolicy;
}
