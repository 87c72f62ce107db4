import { parseArgs } from "node:util";
import { planChecks } from "../../local/check/plan-checks.ts";
import { type CheckResult, runChecks } from "../../local/check/run-checks.ts";
import { tellError } from "../../scripts/tell-error.ts";
import { eventually, longestPropagationMs } from "./eventually.ts";
import { openTarget } from "./target.ts";

/** `npm run test:stack -- --stack dev`: the checks against a stack that runs already, each given time to propagate. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { stack: { type: "string", default: "dev" }, "within-seconds": { type: "string" } },
  });
  const withinMs =
    values["within-seconds"] === undefined ? longestPropagationMs : Number(values["within-seconds"]) * 1000;
  const { plan, skipped } = await openTarget(values.stack);
  let passed = 0;
  let failed = 0;
  for (const check of planChecks(plan)) {
    let last: CheckResult | undefined;
    const attempt = async () => {
      [last] = await runChecks([check]);
      return last?.ok ? undefined : `${last?.got} instead of ${last?.expected}`;
    };
    try {
      await eventually(check.name, attempt, { withinMs, everyMs: 5_000, say: console.log });
      passed += 1;
      console.log(`ok      ${check.name}: ${last?.got}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${(error as Error).message}`);
    }
  }
  for (const { what, why } of skipped) console.log(`skipped ${what}: ${why}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { text, exitCode } = tellError(error, false);
  console.error(text);
  process.exitCode = exitCode;
}
