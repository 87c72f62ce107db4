import { inject, it } from "vitest";
import { type Config, EngineStack } from "./harness.ts";

/** What the table says about one scenario. */
export interface ScenarioRecord {
  readonly seconds: number;
  /** Counts of what each run of the engine did, e.g. `up 8.1s: 45 create`; then what else is worth telling. */
  readonly runs: readonly string[];
}

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the engine; empty when there is none. */
    engineBin: string;
    /** Why there is no engine. */
    engineMissing: string;
    /** Folder of a stack that is deployed as Pulumi.dev.yaml says. */
    deployedRoot: string;
  }
  interface TaskMeta {
    scenario?: ScenarioRecord;
  }
}

/** Longest a scenario may take, on a machine that is busy with others. */
const LIMIT_MS = 600_000;

/** A scenario that begins with the default stack deployed. */
export function scenario(name: string, play: (stack: EngineStack) => Promise<void>): void {
  perform(name, () => new EngineStack(inject("engineBin"), inject("deployedRoot")).clone(), play);
}

/** A scenario that begins with nothing deployed. */
export function fromNothing(name: string, play: (stack: EngineStack) => Promise<void>, config?: Config): void {
  perform(name, () => EngineStack.create(inject("engineBin"), config), play);
}

function perform(name: string, begin: () => Promise<EngineStack>, play: (stack: EngineStack) => Promise<void>): void {
  it(name, { timeout: LIMIT_MS }, async ({ task, skip }) => {
    const missing = inject("engineMissing");
    if (missing !== "") skip(missing);
    const start = performance.now();
    const stack = await begin();
    try {
      await play(stack);
    } finally {
      const seconds = (performance.now() - start) / 1000;
      const runs = stack.runs.map((run) => `${run.command} ${run.seconds.toFixed(1)}s: ${counts(run.operations)}`);
      task.meta.scenario = { seconds, runs: [...runs, ...stack.notes] };
      await stack.remove();
    }
  });
}

function counts(operations: readonly { readonly op: string }[]): string {
  const byName = Map.groupBy(operations, ({ op }) => op);
  return [...byName].map(([op, all]) => `${all.length} ${op}`).join(", ") || "nothing";
}
