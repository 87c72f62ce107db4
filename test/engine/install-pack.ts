import { chmod, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { projectRoot } from "../../infra/project-root.ts";

const source = join(projectRoot, "infra", "policy");
/** A runtime the CLI has no language host for, so that it looks for a program of that name. */
const runtime = "latchkeypolicy";

/**
 * Installs the policy pack for CLIs whose Node language host cannot run packs yet.
 *
 * Such a CLI says `could not read plugin` about `runtime: nodejs`. For a runtime it does not know it starts
 * `pulumi-analyzer-policy-<runtime>` from the PATH, which here is what a newer language host would start.
 *
 * @param plugins - folder on the CLI's PATH.
 * @returns the folder for `--policy-pack`.
 */
export async function installPack(folder: string, plugins: string): Promise<string> {
  const pack = join(folder, "policy-pack");
  await mkdir(pack);
  const manifest = await readFile(join(source, "PulumiPolicy.yaml"), "utf8");
  await writeFile(join(pack, "PulumiPolicy.yaml"), manifest.replace("runtime: nodejs", `runtime: ${runtime}`));
  await cp(join(source, "package.json"), join(pack, "package.json"));
  // A link, so that what it imports is found beside the real one.
  await symlink(join(source, "main.js"), join(pack, "main.js"));

  const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const program = join(plugins, `pulumi-analyzer-policy-${runtime}`);
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${runner}" "$@"\n`);
  await chmod(program, 0o755);
  return pack;
}
