import { delimiter, dirname } from "node:path";
import type { EnginePlaces } from "./engine-places.ts";

/** Encrypts what is no secret: the cloud is on loopback, and goes with the stack. */
export const passphrase = "the cloud is on loopback";

/** Which engine is to find what. */
export interface EngineEnvOptions {
  /** Folders of `pulumi` and its language host. */
  readonly bins: readonly string[];
  readonly places: EnginePlaces;
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** Number of the Google project. */
  readonly projectNumber: string;
}

/** Environment in which the CLI finds its engine, our provider and nothing of the developer's: no login, backend or plugin. */
export function engineEnv({ bins, places, root, projectNumber }: EngineEnvOptions): Record<string, string> {
  const tools = [places.plugins, ...bins, dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"];
  return {
    PATH: [...new Set(tools)].join(delimiter),
    HOME: places.home,
    // What the CLI and the program put into temporary files goes with the rest.
    TMPDIR: places.home,
    PULUMI_HOME: places.home,
    PULUMI_BACKEND_URL: `file://${places.backend}`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_ERROR_OUTPUT_STRING: "true",
    // The event log's flag exists only with it.
    PULUMI_DEBUG_COMMANDS: "true",
    // Older language hosts do not say where Pulumi.yaml is.
    PULUMI_NODEJS_ROOT_DIRECTORY: root,
    LATCHKEY_CLOUD_STATE: places.cloud,
    LATCHKEY_CLOUD_FAULTS: places.faults,
    LATCHKEY_CLOUD_PROJECT_NUMBER: projectNumber,
    NO_COLOR: "1",
  };
}
