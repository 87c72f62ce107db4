import { type Change, changesBetween } from "./changes.ts";
import type { ResourceType } from "./resource-type.ts";
import type { Values } from "./state.ts";

/** Inputs whose change means a new object. Empty when an update will do. */
export function replacingInputs(type: ResourceType, before: Values, after: Values): Change[] {
  return changesBetween(before, after).filter((change) => replaces(type, change));
}

/** Whether a change cannot be made to the object that is there. */
export function replaces(type: ResourceType, change: Change): boolean {
  const path = change.path.map(String);
  return type.forceNew.some((rule) => {
    const steps = rule.split(".");
    const shorter = Math.min(steps.length, path.length);
    const isOnTheWay = steps.slice(0, shorter).every((step, index) => step === "*" || step === path[index]);
    // What lies below a rule falls under it; what lies above does so only while nobody knows what is in it.
    return isOnTheWay && (path.length >= steps.length || change.unknown);
  });
}

/**
 * Whether the old object has to go before the new one can be made.
 *
 * So it is for types that could have been named automatically but were given a name that stays the same.
 */
export function deletesFirst(type: ResourceType, before: Values, after: Values): boolean {
  if (type.autoName === undefined) return false;
  const { input } = type.autoName;
  return before[input] === after[input];
}
