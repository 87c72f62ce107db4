import { type Marked, SECRET, UNKNOWN } from "../engine/graph.ts";
import type { Json, Values } from "./state.ts";

/** Stands for a value a preview cannot know. */
export const unknown: Json = { [UNKNOWN]: true };

/** Whether a preview cannot know this very value. */
export function isUnknown(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null && UNKNOWN in value;
}

/** Whether anything inside is unknown. */
export function holdsUnknown(value: Json | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isUnknown(value) || Object.values(value).some((inner) => holdsUnknown(inner));
}

/** Takes the secret envelopes off and drops what is null: to Google an absent value and null are one. */
export function bare(values: Readonly<Record<string, Marked>>): Values {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) {
    const inner = unwrapped(value);
    if (inner !== null && inner !== undefined) kept[name] = inner;
  }
  return kept;
}

function unwrapped(value: Marked): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(unwrapped);
  const fields = value as { readonly [key: string]: Marked };
  if (SECRET in fields) return unwrapped(fields[SECRET] ?? null);
  return bare(fields);
}
