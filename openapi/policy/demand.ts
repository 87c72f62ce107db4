import type { CompileSettings, DoorName, Policy } from "../compilation.ts";

/** What one door demands for one operation: the conjunction Google can express. */
export interface Demand {
  readonly open: boolean;
  readonly key: boolean;
  /** Any one of these schemes; empty: no token. */
  readonly tokens: readonly string[];
}

/**
 * Decides what a door demands where the description has alternatives.
 *
 * @param doorSettings - `mainDoor` says which alternative `main` takes where the description says key OR token.
 */
export function demandAt(policy: Policy, door: DoorName, { mainDoor }: Pick<CompileSettings, "mainDoor">): Demand {
  if (policy.open) return { open: true, key: false, tokens: [] };
  const takesKey = (door === "main") === (mainDoor === "key");
  if (policy.key && (!policy.tokens || takesKey)) return { open: false, key: true, tokens: policy.key.tokens };
  return { open: false, key: false, tokens: policy.tokens ?? [] };
}

/** True where the description says key OR token, which no single Google gateway can serve. */
export function needsTwoDoors(policy: Policy): boolean {
  return policy.key !== undefined && policy.tokens !== undefined;
}
