import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Installs what a folder's lockfile names, once for each state of it. No script of a package is run.
 *
 * The lockfile of `test/strangers` leaves out what its packages depend on: only files of theirs are read. After a change of
 * its package.json, take those entries out again.
 *
 * @returns undefined, or why nothing could be installed.
 */
export async function installPackages(folder: string): Promise<string | undefined> {
  const lock = createHash("sha256")
    .update(await readFile(join(folder, "package-lock.json")))
    .digest("hex");
  const stamp = join(folder, "node_modules", ".latchkey-lock");
  if ((await readFile(stamp, "utf8").catch(() => "")) === lock) return undefined;
  const child = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  child.stderr.on("data", (text) => (told += text));
  const [code] = await once(child, "close");
  if (code !== 0) return told.trim().split("\n")[0] ?? `npm ended with ${code}`;
  await writeFile(stamp, lock);
  return undefined;
}
