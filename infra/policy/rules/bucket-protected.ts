import { inputAt } from "../input-at.ts";
import type { ResourceRule } from "../rule.ts";

/** The key set's bucket cannot be deleted by a deployment. */
export const bucketProtected: ResourceRule = {
  name: "bucket-protected",
  reason: "A freed bucket name can be taken over by a stranger, whose key set would then decide which tokens are good.",
  fix: "Keep protect: true and forceDestroy: false on the bucket.",
  level: "mandatory",
  *check(subject) {
    if (subject.type !== "gcp:storage/bucket:Bucket") return;
    if (!subject.protect) yield `bucket ${subject.name} is not protected`;
    if (inputAt(subject, "forceDestroy") === true) yield `bucket ${subject.name} may be deleted with its objects`;
  },
};
