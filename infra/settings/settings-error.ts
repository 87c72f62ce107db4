import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { type Problem, tellProblem } from "../../errors/problem.ts";

/** The stack's configuration cannot be used; says every reason at once. */
export class SettingsError extends LatchkeyError {
  readonly problems: readonly Problem[];

  constructor(stack: string, problems: readonly Problem[]) {
    super(
      "settings_invalid",
      {
        message: "{count} in the configuration of stack {stack}:\n{list}",
        fix: "correct Pulumi.{stack}.yaml; docs/settings.md lists every setting",
      },
      {
        stack,
        count: problems.length === 1 ? "1 problem" : `${problems.length} problems`,
        list: problems.map((problem) => `  ${tellProblem(problem)}`).join("\n"),
      },
    );
    this.problems = problems;
  }
}
