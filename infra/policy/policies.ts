import type { Policies, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { plainFields } from "./plain-fields.ts";
import type { ResourceRule, RuleConfig, StackRule } from "./rule.ts";
import { rules } from "./rules.ts";
import type { Subject } from "./subject.ts";

/** The rules as Pulumi policies. Loading this starts no server; `pack.ts` does. */
export const policies: Policies = rules.map((rule) =>
  "checkStack" in rule ? stackPolicy(rule) : resourcePolicy(rule),
);

function resourcePolicy(rule: ResourceRule): ResourceValidationPolicy {
  return {
    ...describe(rule),
    validateResource(args, reportViolation) {
      for (const message of rule.check(subjectOf(args), args.getConfig<RuleConfig>())) {
        reportViolation(`${message}. ${rule.fix}`);
      }
    },
  };
}

function stackPolicy(rule: StackRule): StackValidationPolicy {
  return {
    ...describe(rule),
    validateStack(args, reportViolation) {
      const subjects = args.resources.map(subjectOf);
      for (const { urn, message } of rule.checkStack(subjects, args.getConfig<RuleConfig>())) {
        reportViolation(`${message}. ${rule.fix}`, urn);
      }
    },
  };
}

function describe({ name, reason, fix, level, configSchema }: ResourceRule | StackRule) {
  return {
    name,
    description: reason,
    // Shown by Pulumi Cloud only, so each violation says it too.
    remediationSteps: fix,
    enforcementLevel: level,
    ...(configSchema && { configSchema }),
  };
}

interface PolicyArgs {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly opts: { readonly protect: boolean };
}

function subjectOf({ urn, type, name, props, opts }: PolicyArgs): Subject {
  return { urn, type, name, inputs: plainFields(props), protect: opts.protect };
}
