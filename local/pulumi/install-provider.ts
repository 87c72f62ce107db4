import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../infra/project-root.ts";
import type { EnginePlaces } from "./engine-places.ts";

/** Writes the program the engine takes for the gcp provider: the loopback cloud. */
export async function installProvider({ plugins }: EnginePlaces): Promise<void> {
  await mkdir(plugins, { recursive: true });
  const file = join(plugins, "pulumi-resource-gcp");
  const main = join(projectRoot, "local", "provider", "main.ts");
  await writeFile(file, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  await chmod(file, 0o755);
}
