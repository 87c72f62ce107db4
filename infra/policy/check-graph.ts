import { type RecordedGraph, subjectsOf } from "./recorded-graph.ts";
import type { Breach, Rule, RuleConfig } from "./rule.ts";
import { rules } from "./rules.ts";
import type { Subject } from "./subject.ts";

/** A rule that a stack breaks. */
export interface Violation {
  /** Name of the rule, e.g. `no-public-invoker`. */
  readonly policy: string;
  /** The resource it is about. */
  readonly urn: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** `mandatory` stops a deployment under the policy pack, `advisory` does not. */
  readonly level: Rule["level"];
}

/**
 * Runs every rule over a recorded graph: the same rules as the policy pack, without CLI and without Pulumi.
 *
 * What a preview does not know yet is not judged; an update's graph is judged in full.
 *
 * @returns the violations, rule by rule, in the order of the resources.
 */
export async function checkGraph(graph: RecordedGraph, config: RuleConfig = {}): Promise<Violation[]> {
  const subjects = subjectsOf(graph);
  return rules.flatMap((rule) =>
    [...breaches(rule, subjects, config)].map(({ urn, message }) => ({
      policy: rule.name,
      urn,
      message,
      fix: rule.fix,
      level: rule.level,
    })),
  );
}

function* breaches(rule: Rule, subjects: readonly Subject[], config: RuleConfig): Iterable<Breach> {
  if ("checkStack" in rule) yield* rule.checkStack(subjects, config);
  else {
    for (const subject of subjects) {
      for (const message of rule.check(subject, config)) yield { urn: subject.urn, message };
    }
  }
}
