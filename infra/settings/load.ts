import { parseSettings, type SettingsSource } from "./parse.ts";
import type { Settings } from "./settings.ts";
import { SettingsError } from "./settings-error.ts";

/**
 * Reads a stack's configuration.
 *
 * @throws {SettingsError} `settings_invalid`, with every problem.
 */
export function loadSettings(source: SettingsSource): Settings {
  const { settings, problems } = parseSettings(source);
  if (problems.length > 0) throw new SettingsError(source.stack, problems);
  return settings;
}
