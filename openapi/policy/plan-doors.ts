import type { CompileSettings, DoorName } from "../compilation.ts";
import type { DescribedOperation } from "../description/description.ts";
import type { CarriedOperation } from "../document/emit.ts";
import type { FindingLog } from "../finding-log.ts";
import { demandAt, needsTwoDoors } from "./demand.ts";
import { type Realisation, withSignedKeys } from "./realise.ts";

/** Which operations each door carries and what it demands for them. */
export interface DoorPlan {
  readonly doors: readonly { readonly door: DoorName; readonly operations: readonly CarriedOperation[] }[];
  /** Doors where some operation demands a Google API key or has a quota. */
  readonly doorsWithKeys: readonly DoorName[];
  readonly keyDoor: DoorName;
  readonly tokenDoor: DoorName;
}

/**
 * Gives every operation to every door; they differ only where the description says key OR token.
 *
 * Finds `needs_second_door` once per `security` list, and `quota_without_key`.
 */
export function planDoors(
  operations: readonly DescribedOperation[],
  { signedKeys }: Realisation,
  settings: CompileSettings,
  log: FindingLog,
): DoorPlan {
  const realised = operations.map((operation) => ({
    operation,
    policy: signedKeys === undefined ? operation.policy : withSignedKeys(operation.policy, signedKeys),
  }));
  const either = realised.filter(({ policy }) => needsTwoDoors(policy));
  if (!settings.doors.includes("second")) {
    for (const { operation } of either) {
      log.add("needs_second_door", operation.securityPlace, { method: operation.method, path: operation.path });
    }
  }
  const doors = settings.doors.map((door) => ({
    door,
    operations: realised.map(({ operation, policy }) => ({ operation, demand: demandAt(policy, door, settings) })),
  }));
  for (const { door, operations: carried } of doors) {
    for (const { operation, demand } of carried) {
      // Of signed keys nothing is counted at all, which is a finding of its own.
      if (!hasQuota(operation) || demand.key || settings.apiKeys === "signed") continue;
      log.add("quota_without_key", operation.place, { method: operation.method, path: operation.path, door });
    }
  }
  const other = settings.mainDoor === "key" ? "second" : "main";
  const split = either.length > 0 && settings.doors.includes("second");
  return {
    doors,
    doorsWithKeys: doors
      .filter(({ operations: carried }) => carried.some(({ operation, demand }) => demand.key || hasQuota(operation)))
      .map(({ door }) => door),
    keyDoor: split && settings.mainDoor === "token" ? "second" : "main",
    tokenDoor: split ? other : "main",
  };
}

function hasQuota({ metricCosts }: DescribedOperation): boolean {
  return Object.keys(metricCosts).length > 0;
}
