import type { PolicyConfigSchema } from "@pulumi/policy";
import type { Subject } from "./subject.ts";

/** What people are told of a rule. */
interface RuleText {
  /** e.g. `no-public-invoker`: what a policy configuration calls it. */
  readonly name: string;
  /** Why it exists, in one or two sentences. */
  readonly reason: string;
  /** What to do about a violation. */
  readonly fix: string;
  /** `mandatory` stops a deployment, `advisory` is only said. */
  readonly level: "mandatory" | "advisory";
  /** What a policy configuration may set, beside `enforcementLevel`. */
  readonly configSchema?: PolicyConfigSchema;
}

/** What {@link RuleText.configSchema} of some rule lets people set. */
export interface RuleConfig {
  /** Regular expression that the names of production stacks match. Absent: `^prod`. */
  readonly production?: string;
}

/** Looks at one resource at a time, before it is made or changed. */
export interface ResourceRule extends RuleText {
  /** Says what is wrong with a resource, each in one sentence without a full stop. Never a secret. */
  check(subject: Subject, config: RuleConfig): Iterable<string>;
}

/** Looks at all resources together, when the program has ended. */
export interface StackRule extends RuleText {
  /** Says what is wrong, and with which resource. */
  checkStack(subjects: readonly Subject[], config: RuleConfig): Iterable<Breach>;
}

/** One thing wrong in a stack. */
export interface Breach {
  readonly urn: string;
  readonly message: string;
}

export type Rule = ResourceRule | StackRule;
