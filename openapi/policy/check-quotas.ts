import { counted } from "../counted.ts";
import type { Description } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";
import type { DoorPlan } from "./plan-doors.ts";

/**
 * Finds limits that refuse every call, none, or mean less than they say.
 *
 * @param plan - which door demands a key for what.
 * @see gateway-semantics §7; google-facts §4
 */
export function checkQuotas({ operations, quota }: Description, plan: DoorPlan, log: FindingLog): void {
  const limited = Map.groupBy(quota.limits, ({ metric }) => metric);
  const used = new Set<string>();
  const [metered] = operations.filter(({ metricCosts }) => Object.keys(metricCosts).length > 0);
  for (const { metricCosts, place } of operations) {
    for (const [metric, cost] of Object.entries(metricCosts)) {
      used.add(metric);
      const low = limited.get(metric)?.find(({ perMinute }) => cost > perMinute);
      if (low) log.add("quota_never_enough", place, { cost, metric, limit: low.name, perMinute: low.perMinute });
    }
  }
  const place = quota.place ?? metered?.place;
  if (!place) return;
  for (const metric of used) if (!limited.has(metric)) log.add("metric_without_limit", place, { metric });
  if (![...used].some((metric) => limited.has(metric))) return;
  log.add("quota_shared", place);
  const doubled = keyedAtEveryDoor(plan);
  if (plan.doors.length > 1 && doubled > 0)
    log.add("quota_doubled", place, { operations: counted(doubled, "operation") });
}

/** Operations with a quota that a key opens at each door. */
function keyedAtEveryDoor({ doors }: DoorPlan): number {
  const keyed = doors.map(
    ({ operations }) =>
      new Set(
        operations.flatMap(({ operation, demand }) =>
          demand.key && Object.keys(operation.metricCosts).length > 0 ? [operation] : [],
        ),
      ),
  );
  const [first = new Set(), ...rest] = keyed;
  return [...first].filter((operation) => rest.every((other) => other.has(operation))).length;
}
