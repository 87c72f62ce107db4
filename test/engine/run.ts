import { startVitest } from "vitest/node";
import { buildEngine } from "./build-engine.ts";
import { ScenarioTable } from "./scenario-table.ts";

// `node test/engine/run.ts [FILTER…]`: every scenario on the real engine. Exit code 0 also where there is no engine to be had.
const start = performance.now();
const engine = await buildEngine({ tell: (line) => process.stdout.write(`engine: ${line}\n`) });
if (engine.kind === "skipped") {
  const isRequired = process.env.CI !== undefined && process.env.CI !== "";
  process.stdout.write(`engine tests skipped: ${engine.why}\n`);
  process.exitCode = isRequired ? 1 : 0;
} else {
  const options = { config: "test/engine/vitest.config.ts", run: true, watch: false };
  const vitest = await startVitest("test", process.argv.slice(2), options, {
    test: { reporters: ["default", new ScenarioTable()] },
  });
  await vitest.close();
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((test) => test.ok()).length;
  const isGood = tests.length > 0 && passed === tests.length && modules.every((module) => module.ok());
  process.exitCode = isGood ? 0 : 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(`engine scenarios took ${seconds} s\n${passed} passed, ${tests.length - passed} failed\n`);
}
