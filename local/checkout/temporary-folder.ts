import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Closers } from "../closers.ts";
import { CheckoutError } from "./checkout.ts";

/**
 * Makes a folder for copies of a project.
 *
 * @param closers - told how to remove it.
 * @throws {CheckoutError} `checkout_failed`
 */
export async function temporaryFolder(closers: Closers): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-rehearse-")).catch((cause: Error) => {
    throw new CheckoutError("checkout_failed", { what: "a copy", folder: tmpdir(), reason: cause.message }, { cause });
  });
  closers.add(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
