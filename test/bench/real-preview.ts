import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { table } from "../../scripts/terminal/table.ts";
import { buildEngine } from "../engine/build-engine.ts";
import { type Config, EngineStack } from "../engine/harness.ts";
import { devConfig } from "../fixtures/project.ts";
import { manyConsumers } from "./many-consumers.ts";
import { type Measured, measure, median } from "./measure.ts";
import type { WatchedProgram } from "./watch-program.ts";

/** A real `pulumi preview`. */
interface RealPreview extends Measured, WatchedProgram {}

// `node test/bench/real-preview.ts [--rounds N]`: what a real `pulumi preview` costs; the provider is the loopback one.
const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const engine = await buildEngine({ tell: (line) => process.stderr.write(`engine: ${line}\n`) });
if (engine.kind === "skipped") {
  console.log(`skipped: ${engine.why}`);
} else {
  const rounds = Number(values.rounds);
  const small = await previews(engine.bin, devConfig, rounds);
  const large = await previews(engine.bin, { ...devConfig, "latchkey:consumers": manyConsumers() }, rounds);
  const share = small.map(({ registrations }) => registrations.at(-1) ?? Number.NaN);
  // The second is the provider: nothing else can be registered before it has started.
  const waiting = small.map(({ registrations: [, asked = 0, answered = 0] }) => answered - asked);
  const seconds = (list: readonly number[]) => `${median(list).toFixed(2)} s`;
  console.log(
    table([
      ["pulumi preview", seconds(small.map((run) => run.seconds))],
      ["  language host start to last registration", seconds(share)],
      ["  without waiting for the provider to start", seconds(share.map((all, index) => all - (waiting[index] ?? 0)))],
      ["  processor time of the program", seconds(small.map(({ cpuSeconds }) => cpuSeconds))],
      ["pulumi preview, 250 consumers", seconds(large.map((run) => run.seconds))],
      ["  memory of all its processes", `${median(large.map(({ peakMb = Number.NaN }) => peakMb)).toFixed(0)} MB`],
    ]),
  );
  console.log(`median of ${rounds}`);
}

/** Previews of a new stack, after one that fills the caches. */
async function previews(bin: string, config: Config, rounds: number): Promise<RealPreview[]> {
  const stack = await EngineStack.create(bin, config);
  const log = join(stack.places.root, "registrations.json");
  const env = {
    ...stack.env,
    LATCHKEY_BENCH_LOG: log,
    NODE_OPTIONS: `--import ${join(import.meta.dirname, "watch-program.ts")}`,
  };
  const command = [join(bin, "pulumi"), "preview", "-C", stack.places.root, "--stack", "dev", "--non-interactive"];
  const found: RealPreview[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const measured = await measure(command, env);
      found.push({ ...measured, ...(JSON.parse(await readFile(log, "utf8")) as WatchedProgram) });
    }
    return found.slice(1);
  } finally {
    await stack.remove();
  }
}
