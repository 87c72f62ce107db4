import type { ResourceRule } from "../rule.ts";

const kept: ReadonlySet<string> = new Set(["gcp:storage/bucket:Bucket", "gcp:storage/bucketObject:BucketObject"]);

/**
 * The key set outlives the stack.
 *
 * Judged on recorded graphs only: the CLI tells a policy pack nothing of `retainOnDelete`.
 */
export const keySetRetained: ResourceRule = {
  name: "key-set-retained",
  reason: "Gateways of another stack, or of a rollback, may still fetch the key set when this stack lets go of it.",
  fix: "Keep retainOnDelete: true on the bucket and its objects.",
  level: "mandatory",
  *check(subject) {
    if (kept.has(subject.type) && subject.retainOnDelete === false) {
      yield `${subject.name} would be deleted with the stack`;
    }
  },
};
