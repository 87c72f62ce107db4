import { gatewayRegions } from "../../infra/gateway-regions.ts";
import { checkText, dashedId, need, text } from "./check-text.ts";
import { CloudError } from "./errors.ts";
import { hasSpread } from "./has-spread.ts";
import { ACCOUNT } from "./iam.ts";
import { derivedHost, randomHost } from "./random-text.ts";
import { regionCode } from "./region-code.ts";
import { replacementRules } from "./replacement-rules.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { CloudObject, Json, Values } from "./state.ts";

export const API = "gcp:apigateway/api:Api";
export const API_CONFIG = "gcp:apigateway/apiConfig:ApiConfig";
export const GATEWAY = "gcp:apigateway/gateway:Gateway";

/** @see google-facts §3 */
const MAX_APIS = 50;
const MAX_CONFIGS = 100;
const MAX_GATEWAYS_PER_REGION = 50;

/** What configs and gateways hang on; its managed service is what keys are restricted to. */
export const api: ResourceType = {
  api: "apigateway.googleapis.com",
  required: ["apiId"],
  forceNew: replacementRules[API],
  fromSite: ["project"],
  labelled: true,
  computed: ["createTime", "managedService", "name"],
  check(inputs, around) {
    checkText(inputs, "apiId", around, dashedId(63));
    const full = around.before === undefined && around.inventory.ofType(API).length >= MAX_APIS;
    if (full)
      throw new CloudError("too_many", { resource: around.resource, limit: MAX_APIS, what: "APIs in a project" });
  },
  answer(inputs, { before, now }) {
    const project = need(inputs, "project");
    const apiId = need(inputs, "apiId");
    const name = `projects/${project}/locations/global/apis/${apiId}`;
    const managedService =
      inputs.managedService ?? before?.managedService ?? `${apiId}-${randomHost(13)}.apigateway.${project}.cloud.goog`;
    const createTime = before?.createTime ?? new Date(now).toISOString();
    return { id: name, computed: { createTime, managedService, name } };
  },
  remove(object, around) {
    const apiId = object.inputs.apiId;
    const config = around.inventory.ofType(API_CONFIG).find((other) => other.inputs.api === apiId);
    if (config !== undefined) throw inUse(config, around);
    return undefined;
  },
};

/** A gateway document, frozen. */
export const apiConfig: ResourceType = {
  api: "apigateway.googleapis.com",
  required: ["api"],
  forceNew: replacementRules[API_CONFIG],
  fromSite: ["project"],
  labelled: true,
  computed: ["apiConfigId", "name", "serviceConfigId"],
  check(inputs, around) {
    refusePair(inputs, "apiConfigId", "apiConfigIdPrefix", around);
    refusePair(inputs, "openapiDocuments", "grpcServices", around);
    checkText(inputs, "apiConfigId", around, dashedId(63));
    checkText(inputs, "apiConfigIdPrefix", around, {
      pattern: /^[a-z0-9][a-z0-9-]{0,36}$/,
      rule: "it must be at most 37 of a-z, 0-9 and -, because 26 characters follow",
    });
    checkApi(inputs, around);
    checkDocuments(inputs, around);
    checkAccount(inputs, around);
  },
  answer(inputs, around) {
    const parent = `projects/${need(inputs, "project")}/locations/global/apis/${need(inputs, "api")}/configs`;
    const prefix = text(inputs, "apiConfigIdPrefix") ?? "terraform-";
    const given = around.before?.apiConfigId ?? inputs.apiConfigId;
    const apiConfigId = typeof given === "string" ? given : uniqueId(parent, prefix, around);
    const name = `${parent}/${apiConfigId}`;
    return { id: name, computed: { apiConfigId, name, serviceConfigId: `${apiConfigId}-${derivedHost(name, 13)}` } };
  },
  remove(object, around) {
    const user = around.inventory.ofType(GATEWAY).find((gateway) => gateway.inputs.apiConfig === object.id);
    if (user !== undefined) throw inUse(user, around);
    return undefined;
  },
};

/** What is reached from outside. A newer config goes in without a new host name. */
export const gateway: ResourceType = {
  api: "apigateway.googleapis.com",
  required: ["apiConfig", "gatewayId"],
  forceNew: replacementRules[GATEWAY],
  fromSite: ["project", "region"],
  labelled: true,
  computed: ["defaultHostname", "name"],
  check(inputs, around) {
    checkText(inputs, "gatewayId", around, dashedId(49));
    checkText(inputs, "region", around, {
      pattern: new RegExp(`^(${gatewayRegions.join("|")})$`),
      rule: `API Gateway runs in ${gatewayRegions.join(", ")}`,
    });
    const config = text(inputs, "apiConfig");
    if (config !== undefined && around.inventory.find(API_CONFIG, config) === undefined) {
      throw new CloudError("not_found", { resource: around.resource, what: "API config", id: config });
    }
    if (around.before !== undefined) return;
    const peers = around.inventory.ofType(GATEWAY).filter((other) => other.inputs.region === inputs.region);
    if (peers.length < MAX_GATEWAYS_PER_REGION) return;
    const what = "gateways in a region";
    throw new CloudError("too_many", { resource: around.resource, limit: MAX_GATEWAYS_PER_REGION, what });
  },
  answer(inputs, { before }) {
    const region = need(inputs, "region");
    const gatewayId = need(inputs, "gatewayId");
    const name = `projects/${need(inputs, "project")}/locations/${region}/gateways/${gatewayId}`;
    const made = `${gatewayId}-${randomHost(8)}.${regionCode(region)}.gateway.dev`;
    return { id: name, computed: { defaultHostname: before?.defaultHostname ?? made, name } };
  },
};

function configsOf(apiId: string | undefined, around: Surroundings): CloudObject[] {
  return around.inventory.ofType(API_CONFIG).filter((config) => config.inputs.api === apiId);
}

/** A prefix with the time and a counter, 26 characters, as the provider does it. */
function uniqueId(parent: string, prefix: string, { inventory, now }: Surroundings): string {
  const time = new Date(now).toISOString().replace(/\D/g, "").padEnd(18, "0");
  for (let counter = 1; ; counter += 1) {
    const id = `${prefix}${time}${counter.toString(16).padStart(8, "0")}`;
    if (inventory.find(API_CONFIG, `${parent}/${id}`) === undefined) return id;
  }
}

function inUse(user: CloudObject, around: Surroundings): CloudError {
  return new CloudError("in_use", { resource: around.resource, user: `${user.name} (${user.type})` });
}

function refusePair(inputs: Values, first: string, second: string, around: Surroundings): void {
  if (inputs[first] === undefined || inputs[second] === undefined) return;
  throw new CloudError("conflicting_inputs", { resource: around.resource, first, second });
}

function checkApi(inputs: Values, around: Surroundings): void {
  const given = text(inputs, "api");
  if (given === undefined) return;
  if (given.includes("/")) {
    const apiId = given.split("/").at(-1) ?? given;
    throw new CloudError("wrong_api_value", { resource: around.resource, value: `"${given}"`, apiId });
  }
  if (!around.inventory.ofType(API).some((object) => object.inputs.apiId === given)) {
    throw new CloudError("not_found", { resource: around.resource, what: "API", id: given });
  }
  if (around.before === undefined && configsOf(given, around).length >= MAX_CONFIGS) {
    throw new CloudError("too_many", { resource: around.resource, limit: MAX_CONFIGS, what: "configs of an API" });
  }
}

function checkDocuments(inputs: Values, around: Surroundings): void {
  const documents = inputs.openapiDocuments;
  if (documents === undefined && inputs.grpcServices === undefined) {
    throw new CloudError("missing_input", { resource: around.resource, input: "openapiDocuments" });
  }
  if (!Array.isArray(documents)) return;
  for (const entry of documents as readonly Values[]) {
    const contents = (entry.document as Values | undefined)?.contents;
    if (typeof contents !== "string" || isOpenApi(contents)) continue;
    throw new CloudError("invalid_input", {
      resource: around.resource,
      input: "openapiDocuments",
      value: `${contents.length} characters`,
      rule: "contents must be the base64 of an OpenAPI document",
    });
  }
}

function isOpenApi(contents: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(contents)) return false;
  const document = Buffer.from(contents, "base64").toString("utf8");
  try {
    const root = JSON.parse(document) as Json;
    return typeof root === "object" && root !== null && ("swagger" in root || "openapi" in root);
  } catch {
    return /^["']?(swagger|openapi)["']?\s*:/m.test(document);
  }
}

/** The account must exist where the stack could have made it; one of another project cannot be looked up. */
function checkAccount(inputs: Values, around: Surroundings): void {
  const backend = (inputs.gatewayConfig as Values | undefined)?.backendConfig as Values | undefined;
  const email = text(backend ?? {}, "googleServiceAccount")
    ?.split("/")
    .at(-1);
  if (email === undefined || !email.endsWith(`@${around.site.project}.iam.gserviceaccount.com`)) return;
  const isSeen = (account: CloudObject) => account.outputs.email === email && hasSpread(account, ACCOUNT, around);
  if (around.inventory.ofType(ACCOUNT).some(isSeen)) return;
  throw new CloudError("not_found", { resource: around.resource, what: "service account", id: email });
}
