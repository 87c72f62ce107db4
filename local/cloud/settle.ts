import type { Registration } from "../engine/cloud.ts";
import { autoName, isAutoName } from "./auto-name.ts";
import { CloudError } from "./errors.ts";
import type { AutoName, ResourceType, Surroundings } from "./resource-type.ts";
import { isEnabled } from "./serviceusage.ts";
import type { CloudObject, Json, Values } from "./state.ts";
import { bare, isUnknown } from "./unknown.ts";

/** What the program says about one resource. */
export interface Wish extends Pick<Registration, "urn" | "type" | "name" | "inputs" | "ignoreChanges"> {
  /** Makes automatic names of their own where the same program runs more than once. Default: the URN. */
  readonly seed?: string;
}

/**
 * Completes what the program asked for: defaults, project and region, and the automatic name.
 *
 * @param old - the object as it stands; its automatic name is kept.
 * @throws {CloudError} when something required is missing.
 */
export function settle(
  registration: Wish,
  type: ResourceType,
  old: Pick<CloudObject, "inputs"> | undefined,
  around: Surroundings,
): Values {
  const inputs: Record<string, Json> = { ...type.defaults, ...bare(registration.inputs) };
  if (old !== undefined) keepIgnored(inputs, old.inputs, registration.ignoreChanges ?? []);
  for (const field of type.fromSite ?? []) {
    const given = inputs[field] ?? (around.site[field] || undefined);
    if (given === undefined) {
      throw new CloudError(field === "project" ? "project_unknown" : "region_unknown", { resource: around.resource });
    }
    inputs[field] = given;
  }
  const { autoName: naming } = type;
  if (naming !== undefined && inputs[naming.input] === undefined) {
    const isTaken = (name: string) => around.inventory.isNameTaken(registration.type, naming.input, name);
    inputs[naming.input] =
      keptName(old?.inputs[naming.input]) ??
      autoName(registration.seed ?? registration.urn, stem(registration.name, naming), naming.maxLength, isTaken);
  }
  const missing = type.required.find((name) => inputs[name] === undefined);
  if (missing !== undefined) throw new CloudError("missing_input", { resource: around.resource, input: missing });
  return inputs;
}

/** Puts the values of before over those whose change is to be ignored: whole inputs, or fields of objects. */
function keepIgnored(inputs: Record<string, Json>, before: Values, paths: readonly string[]): void {
  for (const path of paths) {
    const steps = path.split(".");
    const [first = ""] = steps;
    const value = withPath(inputs[first], before[first], steps.slice(1));
    if (value === undefined) delete inputs[first];
    else inputs[first] = value;
  }
}

function withPath(now: Json | undefined, before: Json | undefined, steps: readonly string[]): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return before;
  if (!isFields(now) || !isFields(before)) return now;
  const value = withPath(now[step], before[step], rest);
  const { [step]: _old, ...others } = now;
  return value === undefined ? others : { ...others, [step]: value };
}

function isFields(value: Json | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function stem(logicalName: string, { lowerCase }: AutoName): string {
  return lowerCase === true ? logicalName.toLowerCase() : logicalName;
}

/** A name that was made automatically stays; one that was given and is no longer does not. */
function keptName(name: Json | undefined): string | undefined {
  return isAutoName(name) ? name : undefined;
}

/**
 * Refuses what Google would refuse before making anything.
 *
 * @throws {CloudError}
 */
export function check(inputs: Values, type: ResourceType, around: Surroundings): void {
  if (type.api !== undefined && !isEnabled(type.api, around) && !isUnknown(inputs.project)) {
    const details = { resource: around.resource, api: type.api, project: around.site.project };
    throw new CloudError("api_not_enabled", details);
  }
  type.check?.(inputs, around);
}
