import type { Values } from "../cloud/state.ts";
import { type Marked, SECRET } from "../engine/graph.ts";
import { type MarkedValues, secret } from "../engine/marshal.ts";

/** Properties that are secret, or hold one. */
export function secretNames(values: MarkedValues): string[] {
  return Object.keys(values).filter((name) => holdsSecret(values[name]));
}

/** The same values with those properties secret: a secret anywhere inside one makes the whole of it secret. */
export function withSecrets(values: Values | MarkedValues, names: readonly string[]): MarkedValues {
  const marked: Record<string, Marked> = { ...values };
  for (const name of names) {
    const value = marked[name];
    if (value !== undefined) marked[name] = secret(value);
  }
  return marked;
}

function holdsSecret(value: Marked | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value) && SECRET in value) return true;
  return Object.values(value as Readonly<Record<string, Marked>>).some(holdsSecret);
}
