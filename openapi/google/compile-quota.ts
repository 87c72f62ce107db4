import { GoogleCompileError } from "./compile-error.ts";
import { entriesOf, fieldOf, itemsOf, type JsonObject, textOf } from "./json.ts";
import type { QuotaLimit } from "./service-config.ts";

/** Limits of `x-google-management`, per minute and consumer project. @see gateway-semantics §7 */
export function compileQuotaLimits(document: JsonObject): QuotaLimit[] {
  const metrics = metricNames(document);
  return itemsOf(fieldOf(fieldOf(document["x-google-management"], "quota"), "limits")).map((limit) => {
    const name = textOf(limit, "name") ?? "";
    const metric = textOf(limit, "metric") ?? "";
    const perMinute = Number(fieldOf(fieldOf(limit, "values"), "STANDARD"));
    if (!metrics.has(metric)) throw refuse(name, `metric ${metric} is not defined`);
    if (!Number.isSafeInteger(perMinute)) throw refuse(name, "values.STANDARD is no whole number");
    return { name, metric, perMinute };
  });
}

/** Costs of `x-google-quota` on one operation. */
export function compileMetricCosts(document: JsonObject, operation: JsonObject, where: string): Record<string, number> {
  const costs = entriesOf(fieldOf(operation["x-google-quota"], "metricCosts"));
  if (costs.length === 0) return {};
  const metrics = metricNames(document);
  return Object.fromEntries(
    costs.map(([metric, cost]) => {
      if (!metrics.has(metric)) throw refuse(where, `metric ${metric} is not defined`);
      if (!Number.isSafeInteger(Number(cost))) throw refuse(where, `the cost of ${metric} is no whole number`);
      return [metric, Number(cost)];
    }),
  );
}

function metricNames(document: JsonObject): Set<string> {
  const metrics = itemsOf(fieldOf(document["x-google-management"], "metrics"));
  return new Set(metrics.map((metric) => textOf(metric, "name") ?? ""));
}

function refuse(where: string, what: string): GoogleCompileError {
  return new GoogleCompileError("invalid_quota", { where, what });
}
