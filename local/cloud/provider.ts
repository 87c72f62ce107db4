import { randomUUID } from "node:crypto";
import { defaultLabels } from "./labels.ts";
import type { ResourceType, Site } from "./resource-type.ts";
import type { Json, Values } from "./state.ts";
import { isUnknown } from "./unknown.ts";

export const PROVIDER = "pulumi:providers:gcp";

/** The provider itself, registered like any resource. */
export const provider: ResourceType = {
  required: [],
  forceNew: [],
  computed: [],
  answer: (_inputs, { before }) => ({ id: String(before?.providerId ?? randomUUID()), computed: {} }),
};

/** What a site is made of when the provider does not say. */
export interface SiteDefaults {
  readonly project?: string;
  readonly region?: string;
}

/**
 * Reads where resources go from the provider's inputs.
 *
 * @param inputs - as the SDK sends them: everything that is not text is JSON in a text.
 */
export function siteOf(inputs: Values, projectNumber: string, defaults: SiteDefaults): Site {
  const labels = parsed(inputs.defaultLabels);
  const given = typeof labels === "object" && labels !== null ? (labels as Readonly<Record<string, string>>) : {};
  const policy = inputs.deletionPolicy;
  return {
    project: known(inputs.project) ?? defaults.project ?? "",
    projectNumber,
    region: known(inputs.region) ?? defaults.region,
    defaultLabels: defaultLabels(given, parsed(inputs.addPulumiAttributionLabel) !== false),
    deletionPolicy: known(policy) ?? "DELETE",
  };
}

function known(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function parsed(value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return isUnknown(value) ? undefined : value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}
