import { GoogleCompileError } from "./compile-error.ts";
import { entriesOf, fieldOf, isObject, itemsOf, type JsonObject, textOf } from "./json.ts";
import type { QuotaLimit } from "./service-config.ts";

const LIMIT_FIELDS = ["name", "metric", "unit", "values", "description", "displayName"];
/** What Google takes for the name of a limit. */
export const LIMIT_NAME = /^[A-Za-z0-9-]{1,64}$/;
const METRIC_FIELDS = ["name", "displayName", "description", "valueType", "metricKind", "unit", "labels", "type"];
const VALUE_TYPES = ["BOOL", "INT64", "DOUBLE", "STRING", "DISTRIBUTION", "MONEY"];
const METRIC_KINDS = ["GAUGE", "DELTA", "CUMULATIVE"];
/** A limit that limits nothing. */
const UNLIMITED = -1;

/** Limits of `x-google-management`, per minute and consumer project. @see gateway-semantics §7 */
export function compileQuotaLimits(document: JsonObject): QuotaLimit[] {
  const management = document["x-google-management"] ?? {};
  const quota = fieldOf(management, "quota") ?? {};
  const written = fieldOf(quota, "limits") ?? [];
  if (!isObject(management) || !isObject(quota) || !Array.isArray(written))
    throw refuse("/x-google-management", "it is no object with a list of limits");
  const metrics = metricNames(document);
  const limits = itemsOf(written).map((limit) => {
    const name = textOf(limit, "name") ?? "";
    const metric = textOf(limit, "metric") ?? "";
    if (!LIMIT_NAME.test(name)) throw refuse(name, "a limit is named with letters, digits and -");
    if (unknownField(limit, LIMIT_FIELDS)) throw refuse(name, "a field is unknown");
    if (!metrics.has(metric)) throw refuse(name, `metric ${metric} is not defined`);
    if (textOf(limit, "unit") !== "1/min/{project}") throw refuse(name, "unit is not 1/min/{project}");
    const tiers = entriesOf(fieldOf(limit, "values"));
    const perMinute = tiers.length === 1 && tiers[0]?.[0] === "STANDARD" ? wholeNumber(tiers[0][1]) : undefined;
    if (perMinute === undefined || perMinute < UNLIMITED) throw refuse(name, "values.STANDARD is no whole number");
    return { name, metric, perMinute };
  });
  if (new Set(limits.map(({ name }) => name)).size < limits.length) throw refuse("/", "two limits have one name");
  return limits;
}

/** Costs of `x-google-quota` on one operation. */
export function compileMetricCosts(document: JsonObject, operation: JsonObject, where: string): Record<string, number> {
  const quota = operation["x-google-quota"];
  const written = fieldOf(quota, "metricCosts") ?? {};
  if (quota !== undefined && !(isObject(quota) && isObject(written) && !unknownField(quota, ["metricCosts"])))
    throw refuse(where, "it is no object of metricCosts");
  const costs = entriesOf(written);
  if (costs.length === 0) return {};
  const metrics = metricNames(document);
  return Object.fromEntries(
    costs.map(([metric, cost]) => {
      const number = wholeNumber(cost);
      if (!metrics.has(metric)) throw refuse(where, `metric ${metric} is not defined`);
      if (number === undefined || number < 0) throw refuse(where, `the cost of ${metric} is no whole number`);
      return [metric, number];
    }),
  );
}

function metricNames(document: JsonObject): Set<string> {
  const names = new Set<string>();
  for (const metric of itemsOf(fieldOf(document["x-google-management"], "metrics"))) {
    const name = textOf(metric, "name") ?? "";
    if (name === "" || names.has(name)) throw refuse(name, "a metric needs a name of its own");
    const kind = textOf(metric, "metricKind") ?? "";
    const type = textOf(metric, "valueType") ?? "";
    if (!METRIC_KINDS.includes(kind) || !VALUE_TYPES.includes(type) || unknownField(metric, METRIC_FIELDS))
      throw refuse(name, "its kind, its type or a field is unknown");
    names.add(name);
  }
  return names;
}

function unknownField(value: unknown, known: readonly string[]): boolean {
  return entriesOf(value).some(([name]) => !known.includes(name));
}

/** A whole number, also written as a text. */
function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return Number.isSafeInteger(number) ? Number(number) : undefined;
}

function refuse(where: string, what: string): GoogleCompileError {
  return new GoogleCompileError("invalid_quota", { where, what });
}
