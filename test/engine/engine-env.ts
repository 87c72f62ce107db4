import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { projectRoot } from "../../infra/project-root.ts";

/** Where one stack keeps its things. */
export interface StackPlaces {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** The cloud. */
  readonly cloud: string;
  /** What is to go wrong. */
  readonly faults: string;
  /** Folder of the stack's checkpoints. */
  readonly backend: string;
  /** The CLI's own folder. */
  readonly home: string;
  /** Folder that holds the provider as the engine looks for it. */
  readonly plugins: string;
}

export function placesIn(root: string): StackPlaces {
  return {
    root,
    cloud: join(root, "cloud.json"),
    faults: join(root, "faults.json"),
    backend: join(root, "backend"),
    home: join(root, "home"),
    plugins: join(root, "plugins"),
  };
}

/** Writes the program the engine takes for the gcp provider. */
export async function installProvider({ plugins }: StackPlaces): Promise<void> {
  await mkdir(plugins, { recursive: true });
  const file = join(plugins, "pulumi-resource-gcp");
  const main = join(projectRoot, "local", "provider", "main.ts");
  await writeFile(file, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  await chmod(file, 0o755);
}

/**
 * Environment in which the CLI finds its engine, our provider and nothing of the developer's.
 *
 * @param bin - folder of `pulumi` and its language host.
 */
export function engineEnv(bin: string, places: StackPlaces): Record<string, string> {
  const tools = [places.plugins, bin, dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"];
  return {
    PATH: tools.join(delimiter),
    HOME: places.home,
    PULUMI_HOME: places.home,
    PULUMI_BACKEND_URL: `file://${places.backend}`,
    PULUMI_CONFIG_PASSPHRASE: "only for tests",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_ERROR_OUTPUT_STRING: "true",
    // The event log's flag exists only with it.
    PULUMI_DEBUG_COMMANDS: "true",
    // Older language hosts do not say where Pulumi.yaml is.
    PULUMI_NODEJS_ROOT_DIRECTORY: places.root,
    LATCHKEY_CLOUD_STATE: places.cloud,
    LATCHKEY_CLOUD_FAULTS: places.faults,
    LATCHKEY_CLOUD_PROJECT_NUMBER: "123456789012",
    NO_COLOR: "1",
  };
}
