import type { TestProject } from "vitest/node";
import { buildEngine } from "./build-engine.ts";
import { EngineStack } from "./harness.ts";

/** Finds or builds the engine and deploys the stack most scenarios begin with. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = await buildEngine({ tell: (line) => process.stderr.write(`engine: ${line}\n`) });
  project.provide("engineBin", engine.kind === "ready" ? engine.bin : "");
  project.provide("engineMissing", engine.kind === "ready" ? "" : engine.why);
  project.provide("deployedRoot", "");
  if (engine.kind === "skipped") return async () => {};
  const stack = await EngineStack.create(engine.bin);
  const run = await stack.up();
  if (!run.ok) throw new Error(`the default stack does not deploy:\n${run.text}`);
  project.provide("deployedRoot", stack.places.root);
  return () => stack.remove();
}
