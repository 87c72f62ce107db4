/** One thing wrong with the stack's configuration. All of them are reported at once. */
export interface Problem {
  /** Full path of the value, e.g. `latchkey:consumers.acme.tokens[0].kid`. */
  readonly key: string;
  /** What stands there, shortened; never a secret. */
  readonly seen: string;
  /** What may stand there. */
  readonly allowed: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
}

/** Says a problem in one line. */
export function tellProblem(problem: Problem): string {
  return `${problem.key}: ${problem.message} (seen: ${problem.seen}; allowed: ${problem.allowed})`;
}
