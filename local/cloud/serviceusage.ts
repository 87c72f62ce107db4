import { checkText, need } from "./check-text.ts";
import { CloudError } from "./errors.ts";
import { hasSpread } from "./has-spread.ts";
import { replacementRules } from "./replacement-rules.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";

/** Host name of an API, Google's own or a managed service of API Gateway. */
const SERVICE_NAME = { pattern: /^[a-z0-9][a-z0-9.-]+\.[a-z]+$/, rule: "it must be the host name of an API" };

/** APIs every new project has. @see https://cloud.google.com/service-usage/docs/enabled-service */
const ALWAYS_ENABLED = new Set([
  "cloudresourcemanager.googleapis.com",
  "logging.googleapis.com",
  "servicemanagement.googleapis.com",
  "serviceusage.googleapis.com",
  "storage.googleapis.com",
]);

/** Google's own robot accounts per project. @see https://cloud.google.com/iam/docs/service-agents */
const AGENTS: Readonly<Record<string, string>> = {
  "apigateway.googleapis.com": "gcp-sa-apigateway",
  "cloudkms.googleapis.com": "gcp-sa-cloudkms",
  "run.googleapis.com": "serverless-robot-prod",
  "secretmanager.googleapis.com": "gcp-sa-secretmanager",
};

export const PROJECT_SERVICE = "gcp:projects/service:Service";

/** Whether an API may be used in the project. */
export function isEnabled(api: string, around: Surroundings): boolean {
  if (ALWAYS_ENABLED.has(api)) return true;
  return around.inventory
    .ofType(PROJECT_SERVICE)
    .some((object) => object.inputs.service === api && hasSpread(object, PROJECT_SERVICE, around));
}

/** An API switched on in the project. Left on afterwards unless `disableOnDestroy`. */
export const projectService: ResourceType = {
  required: ["service"],
  forceNew: replacementRules[PROJECT_SERVICE],
  fromSite: ["project"],
  computed: [],
  check(inputs, around) {
    checkText(inputs, "service", around, SERVICE_NAME);
    const service = inputs.service;
    if (typeof service !== "string" || !service.endsWith(".cloud.goog")) return;
    const apis = around.inventory.ofType("gcp:apigateway/api:Api");
    if (apis.some((api) => api.outputs.managedService === service)) return;
    throw new CloudError("not_found", { resource: around.resource, what: "managed service", id: service });
  },
  answer: (inputs) => ({ id: `${need(inputs, "project")}/${need(inputs, "service")}`, computed: {} }),
  remove: (object) => (object.inputs.disableOnDestroy === true ? undefined : object),
  shared: true,
};

/** Google's own robot account of an API, made before anything is granted to it. */
export const serviceIdentity: ResourceType = {
  required: ["service"],
  forceNew: replacementRules["gcp:projects/serviceIdentity:ServiceIdentity"],
  fromSite: ["project"],
  computed: ["email", "member"],
  check(inputs, around) {
    const service = inputs.service;
    if (typeof service !== "string" || isEnabled(service, around)) return;
    throw new CloudError("api_not_enabled", { resource: around.resource, api: service, project: around.site.project });
  },
  answer(inputs, around) {
    const service = need(inputs, "service");
    const domain = AGENTS[service] ?? `gcp-sa-${service.split(".")[0]}`;
    const email = `service-${around.site.projectNumber}@${domain}.iam.gserviceaccount.com`;
    return {
      id: `projects/${need(inputs, "project")}/services/${service}`,
      computed: { email, member: `serviceAccount:${email}` },
    };
  },
  remove: (object) => object,
  shared: true,
};
