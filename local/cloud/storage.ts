import { createHash } from "node:crypto";
import { crc32c } from "../../credentials/crc32c.ts";
import { checkText, need, text } from "./check-text.ts";
import { CloudError } from "./errors.ts";
import { iamMember } from "./iam-member.ts";
import { replacementRules } from "./replacement-rules.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { CloudObject, Values } from "./state.ts";

export const BUCKET = "gcp:storage/bucket:Bucket";
export const BUCKET_OBJECT = "gcp:storage/bucketObject:BucketObject";
export const BUCKET_MEMBER = "gcp:storage/bucketIAMMember:BucketIAMMember";

/** A bucket. */
export const bucket: ResourceType = {
  api: "storage.googleapis.com",
  required: ["location"],
  forceNew: replacementRules[BUCKET],
  autoName: { input: "name", maxLength: 255 },
  defaults: {
    forceDestroy: false,
    publicAccessPrevention: "inherited",
    softDeletePolicy: { retentionDurationSeconds: 604_800 },
    storageClass: "STANDARD",
    uniformBucketLevelAccess: false,
  },
  fromSite: ["project"],
  labelled: true,
  computed: ["projectNumber", "selfLink", "timeCreated", "updated", "url"],
  planned: (inputs): Values => ({ location: text(inputs, "location")?.toUpperCase() ?? inputs.location ?? null }),
  check(inputs, around) {
    checkText(inputs, "name", around, {
      pattern: /^(?!goog)(?!.*google)[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/,
      rule: "it must be 3 to 63 of a-z, 0-9, ., _ and -, beginning and ending with a letter or digit, and not name Google",
    });
  },
  answer(inputs, { before, now, site }) {
    const name = need(inputs, "name");
    const time = new Date(now).toISOString();
    return {
      id: name,
      computed: {
        projectNumber: Number(site.projectNumber),
        selfLink: `https://www.googleapis.com/storage/v1/b/${name}`,
        timeCreated: before?.timeCreated ?? time,
        updated: time,
        url: `gs://${name}`,
      },
    };
  },
  remove(object, around) {
    const inside = objectsIn(object.id, around);
    const [first] = inside;
    if (first !== undefined && object.inputs.forceDestroy !== true) {
      throw new CloudError("in_use", { resource: around.resource, user: `the object ${first.outputs.outputName}` });
    }
    for (const inner of inside) around.inventory.remove(inner, around.now, false);
    return undefined;
  },
};

/** One object in a bucket. Its content changes in place, under a new generation. */
export const bucketObject: ResourceType = {
  api: "storage.googleapis.com",
  required: ["bucket", "content"],
  forceNew: replacementRules[BUCKET_OBJECT],
  autoName: { input: "name", maxLength: 255 },
  defaults: { contentType: "text/plain; charset=utf-8", storageClass: "STANDARD" },
  secrets: ["content", "customerEncryption"],
  computed: ["crc32c", "generation", "md5hash", "md5hexhash", "mediaLink", "outputName", "selfLink"],
  check(inputs, around) {
    demandBucket(inputs, around);
    checkText(inputs, "name", around, {
      pattern: /^(?!\.{1,2}$)[^\r\n]{1,1024}$/,
      rule: "it must be 1 to 1024 characters without line breaks",
    });
  },
  answer(inputs, { before, now }) {
    const bucketName = need(inputs, "bucket");
    const name = need(inputs, "name");
    const content = Buffer.from(need(inputs, "content"), "utf8");
    const md5 = createHash("md5").update(content).digest();
    const last = Number(before?.generation ?? 0);
    const isSame = before?.md5hash === md5.toString("base64");
    const selfLink = `https://www.googleapis.com/storage/v1/b/${bucketName}/o/${encodeURIComponent(name)}`;
    return {
      id: `${bucketName}-${name}`,
      computed: {
        crc32c: bigEndian(crc32c(content)),
        generation: isSame ? last : Math.max(now * 1000, last + 1),
        md5hash: md5.toString("base64"),
        md5hexhash: md5.toString("hex"),
        mediaLink: `${selfLink.replace("/storage/v1/", "/download/storage/v1/")}?alt=media`,
        outputName: name,
        selfLink,
      },
    };
  },
  adopts: () => true,
};

/** A role on a bucket. */
export const bucketIamMember = iamMember({
  api: "storage.googleapis.com",
  inputs: ["bucket"],
  required: ["bucket"],
  id: (inputs) => `b/${need(inputs, "bucket").replace(/^b\//, "")}`,
  check(inputs, around) {
    const target = demandBucket(inputs, around);
    const member = text(inputs, "member") ?? "";
    if (!member.startsWith("all") || target?.inputs.publicAccessPrevention !== "enforced") return;
    throw new CloudError("public_access_prevented", { resource: around.resource, member, bucket: target.id });
  },
});

/** Four bytes in base64, as Cloud Storage writes checksums. */
function bigEndian(checksum: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(checksum);
  return bytes.toString("base64");
}

function demandBucket(inputs: Values, around: Surroundings): CloudObject | undefined {
  const name = text(inputs, "bucket")?.replace(/^b\//, "");
  if (name === undefined) return undefined;
  const found = around.inventory.ofType(BUCKET).find((object) => object.inputs.name === name);
  if (found === undefined) {
    throw new CloudError("not_found", { resource: around.resource, what: "bucket", id: name });
  }
  return found;
}

function objectsIn(bucketName: string, around: Surroundings): CloudObject[] {
  return around.inventory.ofType(BUCKET_OBJECT).filter((object) => object.inputs.bucket === bucketName);
}
