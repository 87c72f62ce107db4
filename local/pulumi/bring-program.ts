import { existsSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../infra/project-root.ts";

/** Lets a folder of configuration alone be deployed with this project's program; a checkout brings its own. */
export async function bringProgram(root: string): Promise<void> {
  for (const name of ["infra", "node_modules"]) {
    if (!existsSync(join(root, name))) await symlink(join(projectRoot, name), join(root, name), "junction");
  }
}
