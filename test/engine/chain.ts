import { expect } from "vitest";
import type { Fault, Operation } from "../../local/provider/faults.ts";
import type { EngineRun, EngineStack } from "./harness.ts";

/** Runs until nothing is left to go wrong; more than that many and it does not heal. */
const LONGEST_CHAIN = 30;

/** Each resource fails once. What does not depend on each other fails in the same run. */
export async function failEach(
  stack: EngineStack,
  operation: Operation,
  when: Fault["when"],
  names: readonly string[],
) {
  await stack.fail(...names.map((name): Fault => ({ operation, when, name })));
}

/**
 * Runs the engine until it succeeds. Each run has to meet a failure that no run before it met.
 *
 * @param heal - what people do between two runs.
 * @returns how many runs it took.
 */
export async function runUntilDone(
  stack: EngineStack,
  run: () => Promise<EngineRun>,
  heal?: (run: EngineRun) => Promise<void>,
) {
  for (let count = 1; count <= LONGEST_CHAIN; count += 1) {
    const before = (await stack.faultsLeft()).length;
    const done = await run();
    if (done.ok) return count;
    const met = before - (await stack.faultsLeft()).length;
    if (met === 0 && heal === undefined) throw new Error(`no further failure was met, and still:\n${done.text}`);
    await heal?.(done);
  }
  throw new Error(`still failing after ${LONGEST_CHAIN} runs`);
}

/** Logical names of everything the provider makes. */
export async function customNames(stack: EngineStack): Promise<string[]> {
  const preview = await stack.preview();
  return preview.operations.filter(({ type }) => type.startsWith("gcp:")).map(({ name }) => name);
}

/** Nothing is left to go wrong, the stack and the cloud agree, and there is nothing to do. */
export async function expectHealthy(stack: EngineStack) {
  expect(await stack.faultsLeft()).toEqual([]);
  const refreshed = await stack.refresh();
  expect(refreshed.operations).toEqual([]);
  expect((await stack.up("--expect-no-changes")).ok).toBe(true);
}
