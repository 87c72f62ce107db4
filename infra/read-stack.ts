import * as pulumi from "@pulumi/pulumi";
import { tellProblem } from "../errors/problem.ts";
import { tellFinding } from "../openapi/tell-finding.ts";
import { planStack, type StackPlan } from "./plan-stack.ts";
import { stackRoot } from "./stack-root.ts";

/**
 * Reads the stack's configuration and API description, and says what does not stop a deployment but is worth knowing.
 *
 * @throws {SettingsError | DescriptionFileError | DescriptionError}
 */
export async function readStack(): Promise<StackPlan> {
  const plan = planStack({ stack: pulumi.getStack(), config: pulumi.runtime.allConfig() }, stackRoot());
  for (const finding of plan.compilation.findings) {
    // Whoever allowed it has read it.
    if (finding.allowed !== undefined) continue;
    const told = tellFinding(finding, plan.compilation);
    await (finding.severity === "note" ? pulumi.log.info(told) : pulumi.log.warn(told));
  }
  for (const warning of plan.settings.warnings) await pulumi.log.warn(tellProblem(warning));
  return plan;
}
