import type { ResourceRule } from "../rule.ts";

/** No private key of a service account leaves Google. */
export const noServiceAccountKeys: ResourceRule = {
  name: "no-service-account-keys",
  reason: "A downloaded key is the account, without an end and without a trace, and it would lie in the stack's state.",
  fix: "Use Workload Identity Federation for pipelines, and KMS for signing.",
  level: "mandatory",
  *check(subject) {
    if (subject.type === "gcp:serviceaccount/key:Key") yield `${subject.name} is a key of a service account`;
  },
};
