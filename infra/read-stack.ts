import * as pulumi from "@pulumi/pulumi";
import { tellProblem } from "../errors/problem.ts";
import type { Compilation } from "../openapi/compilation.ts";
import { tellFinding } from "../openapi/tell-finding.ts";
import { checkCredentials } from "./check-credentials.ts";
import { compileDoors } from "./compile-doors.ts";
import { readBeside } from "./read-beside.ts";
import { readDescription } from "./read-description.ts";
import { readOverlays } from "./read-overlays.ts";
import { loadSettings } from "./settings/load.ts";
import type { Settings } from "./settings/settings.ts";
import { SettingsError } from "./settings/settings-error.ts";
import { stackRoot } from "./stack-root.ts";

/** What a stack is to be, checked in full before any resource is registered. */
export interface StackPlan {
  readonly settings: Settings;
  readonly compilation: Compilation;
}

/**
 * Reads the stack's configuration and API description, and says what does not stop a deployment but is worth knowing.
 *
 * @throws {SettingsError | DescriptionFileError | DescriptionError}
 */
export async function readStack(): Promise<StackPlan> {
  const settings = loadSettings({ stack: pulumi.getStack(), config: pulumi.runtime.allConfig() });
  const root = stackRoot();
  const source = readDescription(settings.description, root);
  const overlays = readOverlays(settings, root);
  const compilation = compileDoors(settings, source, readBeside(settings.description, root), overlays);
  const problems = checkCredentials(settings, compilation);
  if (problems.length > 0) throw new SettingsError(settings.stack, problems);
  for (const finding of compilation.findings) {
    const told = tellFinding(finding, compilation);
    await (finding.severity === "note" ? pulumi.log.info(told) : pulumi.log.warn(told));
  }
  for (const warning of settings.warnings) await pulumi.log.warn(tellProblem(warning));
  return { settings, compilation };
}
