import { expect } from "vitest";
import { customNames, expectHealthy, failEach, runUntilDone } from "../chain.ts";
import type { EngineRun } from "../harness.ts";
import { importArguments } from "../import-arguments.ts";
import { fromNothing } from "../scenario.ts";
import { underLoadFromNothing } from "../under-load.ts";

fromNothing(
  "every creation fails once before the object exists, and each up heals the last failures",
  async (stack) => {
    const names = await customNames(stack);
    expect(names.length).toBeGreaterThan(30);
    await failEach(stack, "create", "before", names);
    const runs = await underLoadFromNothing(stack, () => runUntilDone(stack, () => stack.up()));
    expect(runs).toBeGreaterThan(5);
    await expectHealthy(stack);
  },
);

fromNothing("every creation fails once after the object exists: up heals it, or one import does", async (stack) => {
  await failEach(stack, "create", "after", await customNames(stack));
  const imported: string[] = [];
  const takeOver = async (run: EngineRun) => {
    for (const args of await importArguments(stack, run)) {
      const ended = await stack.cli(args);
      expect(ended.text).not.toMatch(/^error:/m);
      imported.push(String(args[2]));
    }
  };
  await underLoadFromNothing(stack, () => runUntilDone(stack, () => stack.up(), takeOver));
  await expectHealthy(stack);
  // Fixed names that the provider does not take over by itself.
  expect(imported.sort()).toEqual([
    "issuer-key-set-bucket",
    "main-api",
    "main-gateway",
    "request-logs-view",
    "second-api",
    "second-gateway",
    "service-account",
  ]);
});
