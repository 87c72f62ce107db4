import type { Made } from "../engine/cloud.ts";
import { type Marked, SECRET } from "../engine/graph.ts";
import { labelOutputs } from "./labels.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { Json, Values } from "./state.ts";
import { unknown } from "./unknown.ts";

/** Everything a resource answers: what was asked for, what follows from it, and what Google made up. */
export function outputsOf(type: ResourceType, inputs: Values, computed: Values, around: Surroundings): Values {
  return {
    ...inputs,
    ...type.planned?.(inputs, around),
    ...(type.labelled ? labelOutputs(inputs.labels, around) : {}),
    ...computed,
  };
}

/** What a preview can say: of a new object, nothing that only Google knows; of one that exists, what it is now. */
export function plannedOutputs(type: ResourceType, inputs: Values, around: Surroundings): Values {
  const computed: Record<string, Json> = {};
  for (const name of type.computed) {
    const value = around.before === undefined ? (inputs[name] ?? unknown) : around.before[name];
    if (value !== undefined) computed[name] = value;
  }
  return outputsOf(type, inputs, computed, around);
}

/** The answer with its secrets wrapped. */
export function made(type: ResourceType, id: string, outputs: Values): Made {
  const secrets = [...(type.secrets ?? []), ...(type.labelled ? ["effectiveLabels", "pulumiLabels"] : [])];
  const marked: Record<string, Marked> = { ...outputs };
  for (const name of secrets) {
    const value = outputs[name];
    if (value !== undefined) marked[name] = { [SECRET]: value };
  }
  return { id, outputs: marked };
}
