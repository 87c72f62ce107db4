import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { projectRoot } from "../../infra/project-root.ts";
import { devConfig, type Project } from "../fixtures/project.ts";

/** Starts `latchkey local`, saves its configuration `reloads` times, and tells the serving process's memory in MB. */
export async function memoryAfterReloads(project: Project, reloads: number): Promise<number> {
  const child = spawn(
    "node",
    [`${projectRoot}/scripts/latchkey.ts`, "local", "-C", project.root, "--json", "--port", "0"],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  try {
    await once(child.stdout, "data");
    const lines = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
    for (let reload = 1; reload <= reloads; reload++) {
      await project.configure({ ...devConfig, "latchkey:deadlineSeconds": 10 + reload });
      const { value } = await lines.next();
      if (!String(value).startsWith("redeployed")) throw new Error(`reload ${reload}: ${value}`);
    }
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
}
