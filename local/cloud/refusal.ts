import type { Change } from "./changes.ts";
import { CloudError } from "./errors.ts";
import { propertyPath } from "./property-path.ts";
import type { CloudObject } from "./state.ts";

/** What a deployment may not do to an object, known before it begins. */
export interface Refusal {
  readonly urn: string;
  /** e.g. `gcp:apigateway/gateway:Gateway`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Physical id. */
  readonly id: string;
  readonly would: "replace" | "delete";
  /** Why not: a code of `cloudErrors`, such as `protected`. */
  readonly code: string;
  /** Inputs whose change makes a new object; empty for a deletion. */
  readonly because: readonly string[];
}

/**
 * What stands in the way of replacing or deleting an object.
 *
 * @param replacing - inputs whose change makes a new object; absent: it is deleted.
 * @param guard - throws when the object must stay.
 * @returns nothing when nothing does.
 */
export function refusalOf(
  urn: string,
  { type, name, id }: CloudObject,
  replacing: readonly Change[] | undefined,
  guard: () => void,
): Refusal | undefined {
  try {
    guard();
    return undefined;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const because = [...new Set((replacing ?? []).map(({ path }) => propertyPath(path)))];
    return { urn, type, name, id, would: replacing ? "replace" : "delete", code: error.code, because };
  }
}
