import type { CloudState } from "../cloud/state.ts";
import type { StateResource } from "./pulumi-stack.ts";

/** A cloud with what only the engine remembers of its objects: which are protected, and which stay when they are let go. */
export function withProtection(state: CloudState, resources: readonly StateResource[]): CloudState {
  const known = new Map(resources.map((resource) => [resource.urn, resource]));
  const objects = Object.entries(state.objects).map(([urn, object]) => {
    const { protect = false, retainOnDelete = false } = known.get(urn) ?? {};
    return [urn, { ...object, protect, retainOnDelete }] as const;
  });
  return { ...state, objects: Object.fromEntries(objects) };
}
