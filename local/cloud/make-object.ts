import { claimId } from "./claim-id.ts";
import { outputsOf } from "./outputs.ts";
import type { Answer, ResourceType, Surroundings } from "./resource-type.ts";
import type { CloudObject } from "./state.ts";

/** An object before Google has given it an id. */
export type Draft = Omit<CloudObject, "id" | "outputs">;

/**
 * Makes a new object, or takes over one of the same id where the type allows that.
 *
 * @throws {CloudError} `already_exists` or `name_still_taken`.
 */
export async function createObject(
  urn: string,
  type: ResourceType,
  draft: Draft,
  around: Surroundings,
): Promise<CloudObject> {
  const first = type.answer(draft.inputs, around);
  const adopted = claimId(type, draft, first.id, around);
  const answer = adopted === undefined ? first : type.answer(draft.inputs, { ...around, before: adopted.outputs });
  return keep(urn, type, draft, answer, around);
}

/** Changes an object that is there. */
export async function updateObject(
  urn: string,
  type: ResourceType,
  draft: Draft,
  current: CloudObject,
  around: Surroundings,
): Promise<CloudObject> {
  const answer = type.answer(draft.inputs, { ...around, before: current.outputs });
  return keep(urn, type, { ...draft, hidden: current.hidden }, answer, around);
}

async function keep(
  urn: string,
  type: ResourceType,
  draft: Draft,
  { id, computed, hidden }: Answer,
  around: Surroundings,
): Promise<CloudObject> {
  const outputs = outputsOf(type, draft.inputs, computed, around);
  const object: CloudObject = { ...draft, id, outputs };
  around.inventory.put(urn, object);
  if (hidden === undefined) return object;
  const material = await hidden();
  const complete = { ...(around.inventory.managed(urn) ?? object), hidden: material };
  around.inventory.put(urn, complete);
  return complete;
}
