import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../infra/project-root.ts";
import type { Verdict } from "./check-child.ts";

const run = promisify(execFile);

/**
 * Checks FOLDER/api.yaml in a process that may read the project and that folder, write nothing, and start nothing.
 *
 * @throws when the process crashes, also by reading anything else.
 */
export async function checkApart(folder: string): Promise<Verdict> {
  const { stdout } = await run(
    process.execPath,
    [
      "--permission",
      `--allow-fs-read=${projectRoot}/`,
      `--allow-fs-read=${folder}/`,
      join(import.meta.dirname, "check-child.ts"),
      folder,
    ],
    { timeout: 60_000 },
  );
  return JSON.parse(stdout);
}
