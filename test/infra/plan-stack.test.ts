import { afterEach, beforeEach, expect, test } from "vitest";
import { planStack } from "../../infra/plan-stack.ts";
import { readStackFile } from "../../local/stack-file.ts";
import { devConfig, makeProject, type Project } from "../fixtures/project.ts";

let project: Project;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

async function plan() {
  return planStack(await readStackFile(project.root, "dev"), project.root);
}

test("a stack is planned from its files alone", async () => {
  const { settings, compilation } = await plan();
  expect(settings.consumers.map(({ name }) => name)).toEqual(["acme", "globex"]);
  expect(Object.keys(compilation.documents)).toEqual(["main", "second"]);
});

test("operations say where they and their security stand", async () => {
  const { compilation } = await plan();
  const [first] = compilation.operations;
  expect(first).toMatchObject({ place: { file: "openapi/api.yaml", line: 11 }, securityPlace: { line: 13 } });
});

test.each([
  ["configuration", { ...devConfig, "latchkey:doors": "both" }, "settings_invalid"],
  ["description", { ...devConfig, "latchkey:description": "openapi/none.yaml" }, "description_missing"],
  ["door for key OR token", { ...devConfig, "latchkey:doors": ["main"] }, "description_refused"],
  ["signing key", { ...devConfig, "latchkey:signingKeys": [], "latchkey:consumers": {} }, "settings_invalid"],
])("a stack whose %s cannot be used is refused", async (_, config, code) => {
  await project.configure(config);
  await expect(plan()).rejects.toMatchObject({ code });
});
