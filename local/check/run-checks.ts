import type { Check } from "./plan-checks.ts";

/** What became of one check. */
export interface CheckResult {
  readonly name: string;
  /** A status, or several with slashes between them. */
  readonly expected: number | string;
  /** A status, or why there was none. */
  readonly got: number | string;
  readonly ok: boolean;
}

/** Runs checks one after the other, so that a table of them reads like what happened. */
export async function runChecks(
  checks: readonly Check[],
  done: (result: CheckResult) => void = () => {},
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { name, expected, run } of checks) {
    const got = await run().catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
    const [only] = expected;
    const result: CheckResult = {
      name,
      expected: expected.length === 1 && only !== undefined ? only : expected.join("/"),
      got,
      ok: typeof got === "number" && expected.includes(got),
    };
    results.push(result);
    done(result);
  }
  return results;
}
