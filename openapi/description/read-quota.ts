import type { FindingLog } from "../finding-log.ts";
import { LIMIT_NAME } from "../google/compile-quota.ts";
import type { Cursor } from "../source/cursor.ts";
import { refuseReferenceIn } from "../source/refuse-reference-in.ts";
import type { DescribedQuota } from "./description.ts";

/** Reads metrics and limits from `x-google-management` (Swagger 2.0) or `x-google-api-management` (OpenAPI 3). */
export function readQuota(root: Cursor, log: FindingLog): DescribedQuota {
  const [written, other] = [root.get("x-google-management"), root.get("x-google-api-management")];
  const at = written ?? other;
  if (written && other)
    log.add("said_twice", other.place, { name: "x-google-api-management", other: "x-google-management" });
  for (const part of [at, at?.get("quota"), at?.get("quota")?.get("limits")]) refuseReferenceIn(part, "a quota", log);
  const metrics = new Map<string, string>();
  for (const [name, metric] of named(at?.get("metrics"))) {
    // Google's compiler breaks off at a metric with a percent sign.
    if (name === "" || name.includes("%")) {
      log.add("wrong_type", metric.place, { what: "the name of a metric", expected: "a text without `%`" });
    }
    metrics.set(name, metric.get("displayName")?.text ?? name);
  }
  const limits: DescribedQuota["limits"][number][] = [];
  for (const [name, limit] of named(at?.get("quota")?.get("limits"))) {
    const metric = limit.get("metric");
    const values = limit.get("values");
    const perMinute = values?.scalar ?? values?.get("STANDARD")?.scalar;
    const unit = limit.get("unit");
    if (metric?.text === undefined || !metrics.has(metric.text)) {
      log.add("undefined_metric", (metric ?? limit).place, { metric: metric?.text ?? "" });
    } else if (!Number.isSafeInteger(perMinute) || Number(perMinute) < 0) {
      log.add("wrong_type", (values ?? limit).place, {
        what: "values",
        expected: "a whole number of units per minute",
      });
    } else if (unit && unit.text !== "1/min/{project}") {
      log.add("wrong_type", unit.place, { what: "unit", expected: '"1/min/{project}"' });
    } else if (!LIMIT_NAME.test(name)) {
      log.add("wrong_type", limit.place, {
        what: "the name of a quota limit",
        expected: "1 to 64 letters, digits or `-`",
      });
    } else if (limits.some((other) => other.name === name)) {
      log.add("wrong_type", limit.place, { what: name, expected: "the name of one quota limit only" });
    } else {
      limits.push({ name, metric: metric.text, perMinute: Number(perMinute) });
    }
  }
  return { metrics, limits: limits.sort((a, b) => (a.name < b.name ? -1 : 1)), ...(at && { place: at.place }) };
}

/** Reads the costs of one operation from `x-google-quota`. */
export function readMetricCosts(operation: Cursor, quota: DescribedQuota, log: FindingLog): Record<string, number> {
  const costs: [string, number][] = [];
  const written = operation.get("x-google-quota");
  for (const part of [written, written?.get("metricCosts")]) refuseReferenceIn(part, "a quota", log);
  for (const [metric, cost] of written?.get("metricCosts")?.entries() ?? []) {
    if (!quota.metrics.has(metric)) log.add("undefined_metric", cost.place, { metric });
    else if (!Number.isSafeInteger(cost.scalar) || Number(cost.scalar) < 1) {
      log.add("wrong_type", cost.place, { what: metric, expected: "a whole number from 1" });
    } else costs.push([metric, Number(cost.scalar)]);
  }
  return Object.fromEntries(costs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Entries of a map by key, or of a list by each item's `name`. */
function named(at: Cursor | undefined): [string, Cursor][] {
  if (at?.node.kind === "list") return at.items().map((item) => [item.get("name")?.text ?? "", item]);
  return [...(at?.entries() ?? [])];
}
