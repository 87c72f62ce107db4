import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { projectRoot } from "../../../infra/project-root.ts";

const script = `
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  await import(process.argv[1]);
  console.log(JSON.stringify(loaded));
`;

/** URLs of everything that loading a module of the pack loads. */
async function loadedBy(module: string): Promise<string[]> {
  const file = join(projectRoot, "infra", "policy", module);
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, file]);
  return JSON.parse(stdout);
}

test("checking a graph and naming the policies load nothing of Pulumi, and start no server", async () => {
  for (const module of ["check-graph.ts", "policies.ts"]) {
    const loaded = await loadedBy(module);
    expect(loaded.length).toBeGreaterThan(20);
    expect(loaded.filter((url) => /node_modules/.test(url))).toEqual([]);
  }
});
