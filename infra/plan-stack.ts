import type { Compilation } from "../openapi/compilation.ts";
import { checkCredentials } from "./check-credentials.ts";
import { compileDoors } from "./compile-doors.ts";
import { readBeside } from "./read-beside.ts";
import { readDescription } from "./read-description.ts";
import { readOverlays } from "./read-overlays.ts";
import { loadSettings } from "./settings/load.ts";
import type { SettingsSource } from "./settings/parse.ts";
import type { Settings } from "./settings/settings.ts";
import { SettingsError } from "./settings/settings-error.ts";

/** What a stack is to be, checked in full before any resource is registered. */
export interface StackPlan {
  readonly settings: Settings;
  readonly compilation: Compilation;
}

/**
 * Makes of a stack's configuration and API description what the stack is to be. Needs no Pulumi.
 *
 * @param root - folder of Pulumi.yaml.
 * @throws {SettingsError | DescriptionFileError | DescriptionError}
 */
export function planStack(source: SettingsSource, root: string): StackPlan {
  const settings = loadSettings(source);
  const description = readDescription(settings.description, root);
  const overlays = readOverlays(settings, root);
  const compilation = compileDoors(settings, description, readBeside(settings.description, root), overlays);
  const problems = checkCredentials(settings, compilation);
  if (problems.length > 0) throw new SettingsError(settings.stack, problems);
  return { settings, compilation };
}
