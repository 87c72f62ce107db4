import { inputAt } from "../input-at.ts";
import { isService, publicMembers } from "../public-members.ts";
import type { ResourceRule } from "../rule.ts";
import { notYetKnown, type Subject } from "../subject.ts";

/** Nothing but the key set can be read by everybody. */
export const noPublicAccess: ResourceRule = {
  name: "no-public-access",
  reason: "The key set is the one public thing of a stack: gateways must fetch it, and it holds public keys only.",
  fix: "Name who needs access instead of allUsers or allAuthenticatedUsers.",
  level: "mandatory",
  *check(subject) {
    if (isService(subject.type) || isKeySetReader(subject)) return;
    for (const member of new Set(publicMembers(subject.inputs))) yield `${subject.name} grants access to ${member}`;
  },
};

/** Objects by name, without listing, in the bucket that the stack made for its key set. */
function isKeySetReader(subject: Subject): boolean {
  const [bucket, role] = [inputAt(subject, "bucket"), inputAt(subject, "role")];
  return (
    subject.urn.includes("latchkey:index:PublicKeySet$gcp:storage/bucketIAMMember:BucketIAMMember::") &&
    (bucket === notYetKnown || /^latchkey-[0-9a-f]{16}$/.test(String(bucket))) &&
    (role === notYetKnown || role === "roles/storage.legacyObjectReader") &&
    inputAt(subject, "member") === "allUsers"
  );
}
