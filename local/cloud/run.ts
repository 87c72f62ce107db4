import { randomUUID } from "node:crypto";
import { checkText, need, oneOf, text } from "./check-text.ts";
import { CloudError } from "./errors.ts";
import { etag, iamMember } from "./iam-member.ts";
import { replacementRules } from "./replacement-rules.ts";
import type { ResourceType } from "./resource-type.ts";
import { legacyUrl, serviceUrl } from "./run-url.ts";
import { checkSecretAccess } from "./secret-access.ts";
import type { Values } from "./state.ts";
import { holdsUnknown } from "./unknown.ts";

export const RUN_SERVICE = "gcp:cloudrunv2/service:Service";
export const RUN_SERVICE_MEMBER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";

const NAME = {
  pattern: /^[a-z](?=.{0,48}$)([a-z0-9-]*[a-z0-9])?$/,
  rule: "it must be at most 49 of a-z, 0-9 and -, beginning with a letter and not ending with -",
};

/** A Cloud Run service. Only what the front door and the gateway look at is modelled; the container never runs. */
export const runService: ResourceType = {
  api: "run.googleapis.com",
  required: ["location", "template"],
  forceNew: replacementRules[RUN_SERVICE],
  autoName: { input: "name", maxLength: 50, lowerCase: true },
  keptOnFailure: true,
  defaults: { deletionProtection: true, ingress: "INGRESS_TRAFFIC_ALL", launchStage: "GA" },
  fromSite: ["project"],
  labelled: true,
  computed: [
    "conditions",
    "createTime",
    "etag",
    "generation",
    "latestCreatedRevision",
    "latestReadyRevision",
    "observedGeneration",
    "reconciling",
    "trafficStatuses",
    "uid",
    "updateTime",
    "uri",
    "urls",
  ],
  check(inputs, around) {
    checkText(inputs, "name", around, NAME);
    checkText(
      inputs,
      "ingress",
      around,
      oneOf("INGRESS_TRAFFIC_ALL", "INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"),
    );
    const template = inputs.template;
    if (!holdsUnknown(template)) checkSecretAccess(template as Values, around);
  },
  answer(inputs, { before, now, site }) {
    const project = need(inputs, "project");
    const location = need(inputs, "location");
    const service = need(inputs, "name");
    const id = `projects/${project}/locations/${location}/services/${service}`;
    const generation = Number(before?.generation ?? 0) + 1;
    const revision = `${id}/revisions/${service}-${String(generation).padStart(5, "0")}`;
    const time = new Date(now).toISOString();
    const place = { service, location, projectNumber: site.projectNumber };
    return {
      id,
      computed: {
        conditions: [],
        createTime: before?.createTime ?? time,
        etag: etag(`${id} ${generation}`),
        generation: String(generation),
        latestCreatedRevision: revision,
        latestReadyRevision: revision,
        observedGeneration: String(generation),
        reconciling: false,
        trafficStatuses: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
        uid: before?.uid ?? randomUUID(),
        updateTime: time,
        uri: legacyUrl(place),
        urls: [serviceUrl(place), legacyUrl(place)],
      },
    };
  },
  guard(object, { resource }) {
    if (object.inputs.deletionProtection !== false) throw new CloudError("deletion_protected", { resource });
  },
};

/** A role on a service, which may be one the program did not make. */
export const runServiceIamMember = iamMember({
  api: "run.googleapis.com",
  inputs: ["name", "location", "project"],
  required: ["name"],
  fromSite: ["project"],
  computed: ["location"],
  complete: (inputs, { site }) => ({ location: inputs.location ?? site.region ?? "" }),
  id(inputs) {
    const name = need(inputs, "name").split("/").at(-1);
    return `projects/${need(inputs, "project")}/locations/${text(inputs, "location")}/services/${name}`;
  },
});
