import { isDeepStrictEqual } from "node:util";
import type { Json, Values } from "./state.ts";
import { isUnknown } from "./unknown.ts";

/** One input that is not what it was. */
export interface Change {
  /** Names and list positions from the outside in, e.g. `["openapiDocuments", 0, "document", "contents"]`. */
  readonly path: readonly (string | number)[];
  readonly kind: "add" | "update" | "delete";
  /** What stood there is still to be compared with something no preview knows, which may hold any of its fields. */
  readonly unknown: boolean;
}

/** Everything that differs between two sets of inputs, as deep as both go. An absent input and null are one and the same. */
export function changesBetween(before: Values, after: Values): Change[] {
  return between(before, after, []);
}

function between(before: Json | undefined, after: Json | undefined, path: Change["path"]): Change[] {
  const old = before ?? null;
  const now = after ?? null;
  if (isDeepStrictEqual(old, now)) return [];
  if (isUnknown(now)) return [{ path, kind: old === null ? "add" : "update", unknown: true }];
  const inside = fieldsOf(old, now);
  if (inside !== undefined) {
    return inside.flatMap(([step, first, second]) => between(first, second, [...path, step]));
  }
  return [{ path, kind: old === null ? "add" : now === null ? "delete" : "update", unknown: false }];
}

/** What to compare inside two values of one kind; a value that came or went is compared with an empty one. */
function fieldsOf(before: Json, after: Json): [string | number, Json | undefined, Json | undefined][] | undefined {
  const sample = before ?? after;
  if (typeof sample !== "object" || sample === null) return undefined;
  if (Array.isArray(sample)) {
    if (!Array.isArray(before ?? []) || !Array.isArray(after ?? [])) return undefined;
    const first = (before ?? []) as readonly Json[];
    const second = (after ?? []) as readonly Json[];
    if (first.length + second.length === 0) return undefined;
    const longer = first.length > second.length ? first : second;
    return longer.map((_, index) => [index, first[index], second[index]]);
  }
  if (!isFields(before ?? {}) || !isFields(after ?? {})) return undefined;
  const first = (before ?? {}) as Values;
  const second = (after ?? {}) as Values;
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return names.length === 0 ? undefined : names.map((name) => [name, own(first, name), own(second, name)]);
}

/** A label may be called `constructor`, and every object has one. */
function own(values: Values, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function isFields(value: Json): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
