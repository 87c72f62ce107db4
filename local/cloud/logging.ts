import { checkText, need, text } from "./check-text.ts";
import { CloudError } from "./errors.ts";
import { iamMember } from "./iam-member.ts";
import { replacementRules } from "./replacement-rules.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { Values } from "./state.ts";

export const LOG_BUCKET = "gcp:logging/projectBucketConfig:ProjectBucketConfig";
export const LOG_VIEW = "gcp:logging/logView:LogView";

const ID = { pattern: /^[\w.-]{1,100}$/, rule: "it must be 1 to 100 letters, digits, _, - and ." };
const BUCKET_PATH = /^(?<parent>\w+\/[^/]+)\/locations\/(?<location>[^/]+)\/buckets\/(?<bucket>[^/]+)$/;

/** A log bucket. One that exists already, such as `_Default`, is taken over. */
export const logBucket: ResourceType = {
  api: "logging.googleapis.com",
  required: ["bucketId", "location", "project"],
  forceNew: replacementRules[LOG_BUCKET],
  defaults: { retentionDays: 30 },
  fromSite: ["project"],
  computed: ["lifecycleState", "name"],
  check(inputs, around) {
    checkText(inputs, "bucketId", around, ID);
    const days = inputs.retentionDays;
    if (typeof days !== "number" || (Number.isInteger(days) && days >= 1 && days <= 3650)) return;
    const rule = "it must be 1 to 3650";
    throw new CloudError("invalid_input", { resource: around.resource, input: "retentionDays", value: days, rule });
  },
  answer(inputs) {
    const project = need(inputs, "project").replace(/^projects\//, "");
    const name = `projects/${project}/locations/${need(inputs, "location")}/buckets/${need(inputs, "bucketId")}`;
    return { id: name, computed: { lifecycleState: "ACTIVE", name } };
  },
  adopts: () => true,
};

/** Routes log entries to a destination. */
export const projectSink: ResourceType = {
  api: "logging.googleapis.com",
  required: ["destination"],
  forceNew: replacementRules["gcp:logging/projectSink:ProjectSink"],
  autoName: { input: "name", maxLength: 255 },
  defaults: { disabled: false, uniqueWriterIdentity: true },
  fromSite: ["project"],
  computed: ["writerIdentity"],
  check(inputs, around) {
    checkText(inputs, "name", around, ID);
    const path = text(inputs, "destination")?.replace(/^logging\.googleapis\.com\//, "");
    if (path !== undefined) demandBucket(path, around);
  },
  answer(inputs, { site }) {
    const project = need(inputs, "project");
    // A sink into a log bucket of its own project needs no identity to write with.
    const isOwn = need(inputs, "destination").startsWith(`logging.googleapis.com/projects/${project}/`);
    const writer = `serviceAccount:service-${site.projectNumber}@gcp-sa-logging.iam.gserviceaccount.com`;
    const id = `projects/${project}/sinks/${need(inputs, "name")}`;
    return { id, computed: { writerIdentity: isOwn ? "" : writer } };
  },
};

/** Keeps log entries out of the project's `_Default` bucket. */
export const projectExclusion: ResourceType = {
  api: "logging.googleapis.com",
  required: ["filter"],
  forceNew: replacementRules["gcp:logging/projectExclusion:ProjectExclusion"],
  autoName: { input: "name", maxLength: 255 },
  fromSite: ["project"],
  computed: [],
  check: (inputs, around) => checkText(inputs, "name", around, ID),
  answer: (inputs) => ({ id: `projects/${need(inputs, "project")}/exclusions/${need(inputs, "name")}`, computed: {} }),
};

/** A part of a log bucket that can be granted by itself. */
export const logView: ResourceType = {
  api: "logging.googleapis.com",
  required: ["bucket"],
  forceNew: replacementRules[LOG_VIEW],
  autoName: { input: "name", maxLength: 255 },
  computed: ["createTime", "location", "parent", "updateTime"],
  check(inputs, around) {
    checkText(inputs, "name", around, ID);
    const path = text(inputs, "bucket");
    if (path?.includes("/")) demandBucket(path, around);
  },
  answer(inputs, { before, now, site }) {
    const place = viewPlace(inputs, site.project);
    const time = new Date(now).toISOString();
    const { bucket, ...computed } = place;
    return {
      id: `${place.parent}/locations/${place.location}/buckets/${bucket}/views/${need(inputs, "name")}`,
      computed: { ...computed, createTime: before?.createTime ?? time, updateTime: time },
    };
  },
};

/** A role on a log view. */
export const logViewIamMember = iamMember({
  api: "logging.googleapis.com",
  inputs: ["bucket", "location", "name", "parent"],
  required: ["bucket", "name", "parent"],
  computed: ["location", "parent"],
  complete(inputs, { site }) {
    const { parent, location } = viewPlace(inputs, site.project);
    return { parent, location };
  },
  id(inputs, { site }) {
    const { parent, location, bucket } = viewPlace(inputs, site.project);
    return `${parent}/locations/${location}/buckets/${bucket}/views/${need(inputs, "name").split("/").at(-1)}`;
  },
  check(inputs, around) {
    const path = text(inputs, "bucket");
    const view = text(inputs, "name")?.split("/").at(-1);
    if (path === undefined || view === undefined) return;
    const { bucket } = viewPlace(inputs, around.site.project);
    const known = around.inventory.ofType(LOG_VIEW).some((object) => {
      const owner = viewPlace(object.inputs, around.site.project);
      return owner.bucket === bucket && object.inputs.name === view;
    });
    if (!known && !view.startsWith("_")) {
      throw new CloudError("not_found", { resource: around.resource, what: "log view", id: view });
    }
  },
});

/** Where a view is: its bucket may be given as a full path, or as an id beside `location` and `parent`. */
function viewPlace(inputs: Values, project: string): { parent: string; location: string; bucket: string } {
  const given = text(inputs, "bucket") ?? "";
  const { parent, location, bucket } = BUCKET_PATH.exec(given)?.groups ?? {};
  return {
    parent: parent ?? text(inputs, "parent") ?? `projects/${project}`,
    location: location ?? text(inputs, "location") ?? "global",
    bucket: bucket ?? given,
  };
}

/** Log buckets of another project cannot be looked up, and those Google makes itself begin with an underscore. */
function demandBucket(path: string, around: Surroundings): void {
  const { parent, bucket = "" } = BUCKET_PATH.exec(path)?.groups ?? {};
  if (parent !== `projects/${around.site.project}` || bucket.startsWith("_")) return;
  if (around.inventory.find(LOG_BUCKET, path) !== undefined) return;
  throw new CloudError("not_found", { resource: around.resource, what: "log bucket", id: path });
}
