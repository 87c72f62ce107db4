import { inputAt } from "../input-at.ts";
import { isService, publicMembers } from "../public-members.ts";
import type { ResourceRule } from "../rule.ts";

const annotation = "run.googleapis.com/invoker-iam-disabled";

/** Nobody but named identities calls the private service. */
export const noPublicInvoker: ResourceRule = {
  name: "no-public-invoker",
  reason:
    "IAM is the only wall around the private service: its URL is public, and whoever may invoke it passes by the gateway.",
  fix: "Grant roles/run.invoker to the gateways' service account alone, and leave invokerIamDisabled false.",
  level: "mandatory",
  *check(subject) {
    if (!isService(subject.type)) return;
    if (inputAt(subject, "invokerIamDisabled") === true || inputAt(subject, "annotations", annotation) === "true") {
      yield `${subject.name} lets anybody call it, because it does not ask IAM`;
    }
    if (!/iam/i.test(subject.type)) return;
    for (const member of new Set(publicMembers(subject.inputs))) yield `${subject.name} opens a service to ${member}`;
  },
};
