import type { Reporter, TestCase } from "vitest/node";

/** Prints a table of scenarios: seconds, and what each run of the engine did. */
export class ScenarioTable implements Reporter {
  readonly #rows: { readonly name: string; readonly seconds: number; readonly runs: readonly string[]; ok: boolean }[] =
    [];

  onTestCaseResult(test: TestCase): void {
    const record = test.meta().scenario;
    if (record === undefined) return;
    this.#rows.push({ name: test.name, ...record, ok: test.ok() });
    process.stdout.write(`${test.ok() ? "ok  " : "FAIL"} ${record.seconds.toFixed(1).padStart(6)}s  ${test.name}\n`);
  }

  onTestRunEnd(): void {
    if (this.#rows.length === 0) return;
    process.stdout.write("\nseconds  scenario, and what each run of the engine did\n");
    for (const { name, seconds, runs, ok } of this.#rows) {
      process.stdout.write(`${seconds.toFixed(1).padStart(7)}  ${ok ? "" : "FAILED: "}${name}\n`);
      for (const run of runs) process.stdout.write(`${" ".repeat(11)}${run}\n`);
    }
  }
}
