import { readFile } from "node:fs/promises";
import { RecoverError } from "./recover-error.ts";

/**
 * URNs in an exported stack.
 *
 * @throws {RecoverError} `no_exported_state`
 */
export async function readKnownUrns(file: string): Promise<ReadonlySet<string>> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new RecoverError("no_exported_state", { file, reason: cause.code ?? cause.message }, { cause });
  });
  return knownUrns(text, file);
}

/**
 * URNs in the text of an exported stack.
 *
 * @throws {RecoverError} `no_exported_state`
 */
export function knownUrns(text: string, file: string): ReadonlySet<string> {
  const reason = "not what pulumi stack export prints";
  try {
    const { deployment } = JSON.parse(text) as { deployment?: { resources?: readonly { urn: string }[] } };
    // A stack with nothing in it has no resources at all.
    if (deployment !== undefined) return new Set((deployment.resources ?? []).map(({ urn }) => urn));
  } catch (cause) {
    throw new RecoverError("no_exported_state", { file, reason }, { cause });
  }
  throw new RecoverError("no_exported_state", { file, reason });
}
