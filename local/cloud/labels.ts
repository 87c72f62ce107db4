import { CloudError } from "./errors.ts";
import type { Site, Surroundings } from "./resource-type.ts";
import type { Json, Values } from "./state.ts";
import { holdsUnknown, unknown } from "./unknown.ts";

const KEY = /^[a-z][a-z0-9_-]{0,62}$/;
const VALUE = /^[a-z0-9_-]{0,63}$/;
const MAX_LABELS = 64;

/**
 * The pair of label outputs: what is on the object, and what of it the program asked for.
 *
 * @throws {CloudError} when Google would refuse a label.
 */
export function labelOutputs(labels: Json | undefined, around: Surroundings): Values {
  if (holdsUnknown(labels)) return { effectiveLabels: unknown, pulumiLabels: unknown };
  const all = { ...around.site.defaultLabels, ...((labels ?? {}) as Readonly<Record<string, string>>) };
  const rule = "labels are at most 63 of a-z, 0-9, _ and -, their names beginning with a letter";
  for (const [name, value] of Object.entries(all)) {
    if (KEY.test(name) && VALUE.test(value)) continue;
    throw new CloudError("invalid_input", {
      resource: around.resource,
      input: `label ${name}`,
      value: JSON.stringify(value),
      rule,
    });
  }
  if (Object.keys(all).length > MAX_LABELS) {
    throw new CloudError("too_many", { resource: around.resource, limit: MAX_LABELS, what: "labels" });
  }
  return { effectiveLabels: all, pulumiLabels: all };
}

/** Labels of a provider: its own, and the one Pulumi adds unless told not to. */
export function defaultLabels(given: Readonly<Record<string, string>>, attribution: boolean): Site["defaultLabels"] {
  return attribution ? { "goog-pulumi-provisioned": "true", ...given } : given;
}
