import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";

interface StackConfig {
  readonly config?: unknown;
  readonly encryptionsalt?: string;
}

/**
 * Leaves nothing in a copy's stack configuration but the settings: which KMS key encrypts the real stack's secrets must not
 * matter to one that is only played.
 *
 * @param salt - from {@link saltOf} another folder of the same stack.
 */
export async function ownConfig(root: string, stack: string, salt?: string): Promise<void> {
  const { config } = await read(root, stack);
  const file = fileOf(root, stack);
  await writeFile(file, stringify({ encryptionsalt: salt, config }, { aliasDuplicateObjects: false }));
}

/** What the CLI wrote into the configuration when it made the stack. */
export async function saltOf(root: string, stack: string): Promise<string | undefined> {
  return (await read(root, stack)).encryptionsalt;
}

async function read(root: string, stack: string): Promise<StackConfig> {
  return (parse(await readFile(fileOf(root, stack), "utf8")) ?? {}) as StackConfig;
}

function fileOf(root: string, stack: string): string {
  return join(root, `Pulumi.${stack}.yaml`);
}
