import { startVitest } from "vitest/node";

/**
 * Runs a suite that is not part of `npm test`, and ends with its time and one line that people and CI read alike.
 *
 * @param started - of `performance.now()`, so that what went before counts too.
 * @returns exit code.
 */
export async function runSuite(name: string, config: string, started: number): Promise<number> {
  const vitest = await startVitest("test", process.argv.slice(2), { config, run: true, watch: false });
  await vitest.close();
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((test) => test.ok()).length;
  const isGood = tests.length > 0 && passed === tests.length && modules.every((module) => module.ok());
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${name} took ${seconds} s\n${passed} passed, ${tests.length - passed} failed\n`);
  return isGood ? 0 : 1;
}
