import * as gcp from "@pulumi/gcp";
import { sanitizeLabels } from "./labels.ts";
import type { Settings } from "./settings/settings.ts";

/** The one provider of the stack; the default one is disabled, so that nothing lands in another project by accident. */
export function createProvider(settings: Settings): gcp.Provider {
  return new gcp.Provider("google", {
    project: settings.project,
    region: settings.region,
    // API keys refuse a person's own credentials otherwise (403).
    userProjectOverride: true,
    billingProject: settings.project,
    defaultLabels: sanitizeLabels({ ...settings.labels, "latchkey-stack": settings.stack }),
    addPulumiAttributionLabel: false,
  });
}
