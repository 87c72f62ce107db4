import { startVitest } from "vitest/node";
import { type BuildOptions, buildCompiler } from "./build-compiler.ts";
import { type RunOptions, readRunOptions } from "./seed.ts";

// `node test/google-compiler/run.ts [--seed N|random] [--runs N]`: what we emit and what we think of it, against Google's own compiler.
const start = performance.now();
const tell = (line: string) => process.stdout.write(`google compiler: ${line}\n`);
try {
  process.exitCode = await judge(readRunOptions(process.argv.slice(2)), { tell });
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** @returns the exit code: 0 also where there is no compiler to be had, except in CI. */
async function judge({ seed, runs }: RunOptions, options: BuildOptions): Promise<number> {
  const build = await buildCompiler(options);
  if (build.kind === "skipped") {
    const isRequired = process.env.CI !== undefined && process.env.CI !== "";
    process.stdout.write(`google compiler tests skipped: ${build.why}\n`);
    return isRequired ? 1 : 0;
  }
  process.env.GOOGLE_COMPILER_RUN = JSON.stringify(["--seed", String(seed), "--runs", String(runs)]);
  tell(`${runs} generated descriptions, --seed ${seed}`);
  const config = "test/google-compiler/vitest.config.ts";
  const vitest = await startVitest("test", [], { config, run: true, watch: false });
  await vitest.close();
  const modules = vitest.state.getTestModules();
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const count = (state: string) => states.filter((candidate) => candidate === state).length;
  const broken = modules.filter((module) => !module.ok() && module.errors().length > 0).length;
  const failed = count("failed") + broken;
  tell(`${((performance.now() - start) / 1000).toFixed(0)} s`);
  process.stdout.write(`${count("passed")} passed, ${failed} failed\n`);
  return count("passed") > 0 && failed === 0 ? 0 : 1;
}
