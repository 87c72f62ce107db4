import { localChecks } from "../../local/check/local-checks.ts";
import { type CheckResult, runChecks } from "../../local/check/run-checks.ts";
import type { RunningStack } from "../run-local.ts";
import { printJson } from "../terminal/print-json.ts";
import { bold, green, red } from "../terminal/style.ts";

/** Sends the real requests and prints what came back. */
export async function checkLocal(running: RunningStack, options: { readonly json: boolean }): Promise<number> {
  const { stack, minter, credentials, startedMs } = running;
  const doors = stack.doors.map(({ name, url }) => ({ name, url }));
  if (!options.json) {
    for (const { name, url } of doors) console.log(`${bold(`${name} door`.padEnd(16))}${url}`);
    console.log(`${bold("private service".padEnd(16))}${stack.service.url}\n`);
  }
  const checks = localChecks(stack, minter, credentials);
  const width = Math.max(...checks.map(({ name }) => name.length));
  let first200Ms: number | undefined;
  const results = await runChecks(checks, (result) => {
    if (result.got === 200) first200Ms ??= Math.round(performance.now());
    if (!options.json) console.log(tellResult(result, width));
  });
  const failed = results.filter(({ ok }) => !ok).length;
  if (options.json) printJson({ doors, checks: results, startedMs, first200Ms });
  else
    console.log(
      `\n${failed === 0 ? green("all right") : red(`${failed} wrong`)}: ${results.length} checks, up in ${startedMs} ms`,
    );
  return failed === 0 ? 0 : 1;
}

function tellResult({ name, expected, got, ok }: CheckResult, width: number): string {
  return `${ok ? green("ok   ") : red("WRONG")}  ${name.padEnd(width)}  ${got}${ok ? "" : ` instead of ${expected}`}`;
}
