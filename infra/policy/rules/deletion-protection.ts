import type { PolicyConfigSchema } from "@pulumi/policy";
import { inputAt } from "../input-at.ts";
import type { ResourceRule, RuleConfig } from "../rule.ts";
import { type Subject, stackOf } from "../subject.ts";

const production = "^prod";

const configSchema: PolicyConfigSchema = {
  properties: { production: { type: "string", default: production } },
};
const reason = "Google refuses to delete a service with deletion protection, whatever a deployment asks for.";
const fix = "Leave latchkey:service.deletionProtection out, or set it to true.";

/** The private service of a production stack cannot be deleted. */
export const deletionProtection: ResourceRule = {
  name: "deletion-protection",
  reason,
  fix,
  level: "mandatory",
  configSchema,
  *check(subject, config) {
    if (isProduction(subject, config)) yield* unprotected(subject);
  },
};

/** {@link deletionProtection} for every other stack: said, because some of them are production under another name. */
export const deletionProtectionAdvised: ResourceRule = {
  name: "deletion-protection-advised",
  reason,
  fix,
  level: "advisory",
  configSchema,
  *check(subject, config) {
    if (!isProduction(subject, config)) yield* unprotected(subject);
  },
};

function* unprotected(subject: Subject): Iterable<string> {
  if (subject.type !== "gcp:cloudrunv2/service:Service" || inputAt(subject, "deletionProtection") !== false) return;
  yield `${subject.name} of stack ${stackOf(subject.urn)} has no deletion protection`;
}

function isProduction(subject: Subject, config: RuleConfig): boolean {
  return new RegExp(config.production ?? production).test(stackOf(subject.urn));
}
