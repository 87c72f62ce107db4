import { startVitest } from "vitest/node";
import { install } from "./install.ts";

// `npm run test:strangers [FILTER…]`: other people's API descriptions. Exit code 0 also where the registry cannot be reached.
const start = performance.now();
const why = await install(import.meta.dirname);
if (why !== undefined) {
  const isRequired = process.env.CI !== undefined && process.env.CI !== "";
  process.stdout.write(`strangers skipped: ${why}\n`);
  process.exitCode = isRequired ? 1 : 0;
} else {
  const options = { config: "test/strangers/vitest.config.ts", run: true, watch: false };
  const vitest = await startVitest("test", process.argv.slice(2), options);
  await vitest.close();
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((test) => test.ok()).length;
  const isGood = tests.length > 0 && passed === tests.length && modules.every((module) => module.ok());
  process.exitCode = isGood ? 0 : 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(`strangers took ${seconds} s\n${passed} passed, ${tests.length - passed} failed\n`);
}
