import { afterAll, beforeAll, expect, test } from "vitest";
import { clear } from "../../local/engine/clear.ts";
import { prepareEvaluator } from "../../local/evaluate-stack.ts";
import { type DeployedStack, foresee } from "../../local/foresee/foresee.ts";
import { readStackFile } from "../../local/stack-file.ts";
import type { StackOutputs } from "../../local/stack-outputs.ts";
import { devConfig, makeProject, type Project } from "../fixtures/project.ts";

const crud = { ...devConfig, "latchkey:description": "openapi/examples/crud.yaml" };
const { acme } = devConfig["latchkey:consumers"];

let project: Project;
let deployed: DeployedStack;
beforeAll(async () => {
  project = await makeProject(crud);
  const file = await readStackFile(project.root, "dev");
  const { graph, state } = await prepareEvaluator(project.root, { verbose: false }).evaluate({ file, preview: false });
  deployed = { state, outputs: clear(graph.outputs) as unknown as StackOutputs };
});
afterAll(() => project.remove());

const keys = ["issuer-key-set-bucket", "issuer-signing-key", "issuer-signing-one", "issuer-signing-ring"];

test.each([
  ["nothing", {}, []],
  ["a deadline", { "latchkey:deadlineSeconds": 30 }, []],
  ["a consumer", { "latchkey:consumers": { acme } }, []],
  ["a retiring door", { "latchkey:retiringDoors": ["second"] }, []],
  ["the region", { "gcp:region": "us-central1" }, [...keys, "main-gateway", "second-gateway"]],
  ["the name", { "latchkey:name": "orders" }, ["main-api", "main-gateway", "second-api", "second-gateway"]],
  ["a door dropped at once", { "latchkey:doors": ["main"] }, ["second-api", "second-gateway"]],
  [
    "a signing key exchanged",
    { "latchkey:signingKeys": ["two"], "latchkey:consumers": { acme } },
    ["issuer-signing-one"],
  ],
])("foresees what a deployment with a change of %s is refused", async (_, change, refused) => {
  await project.configure({ ...crud, ...change });
  const found = await foresee(deployed, { root: project.root, stack: "dev", verbose: false });
  expect(found.map(({ name }) => name).sort()).toEqual(refused);
  for (const { code, wayOut } of found) {
    expect(code).toBe("protected");
    expect(wayOut.length).toBeGreaterThan(20);
  }
});
