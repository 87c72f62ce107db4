import type { LatchkeyError } from "../../errors/latchkey-error.ts";
import { type Problem, tellProblem } from "../../errors/problem.ts";
import type { Finding } from "../../openapi/finding.ts";
import type { TextPlace } from "../locate.ts";

const start: TextPlace = { line: 1, column: 1 };

/** A problem with a stack's configuration, told like any other finding. What is missing has no place of its own. */
export function findingOfProblem(
  problem: Problem,
  file: string,
  severity: "error" | "warning",
  place: TextPlace = start,
): Finding {
  return {
    code: severity === "error" ? "setting_invalid" : "setting_doubtful",
    severity,
    message: tellProblem(problem),
    place: { file, ...place, pointer: "" },
    google: severity === "error" ? "is not asked: the deployment stops before" : "deploys it",
    fix: "correct the setting; docs/settings.md lists every one",
  };
}

/** An error that keeps a file from being checked, told like any other finding. */
export function findingOfError(
  { code, message, fix, details }: LatchkeyError,
  file: string,
  place: TextPlace = { line: Number(details.line ?? 1), column: Number(details.column ?? 1) },
): Finding {
  return {
    code,
    severity: "error",
    message,
    place: { file, ...place, pointer: "" },
    google: "is not asked: the deployment stops before",
    fix,
  };
}
