import { outputsOf } from "./outputs.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { CloudObject, Json, Values } from "./state.ts";

/** What Google answers about an object today, also where somebody changed its inputs behind our back. */
export function readObject(type: ResourceType, object: CloudObject, around: Surroundings): Values {
  const computed: Record<string, Json> = {};
  for (const name of type.computed) {
    const value = object.outputs[name];
    if (value !== undefined) computed[name] = value;
  }
  return outputsOf(type, object.inputs, computed, { ...around, before: object.outputs });
}
