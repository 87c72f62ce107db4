import type { Graph } from "./graph.ts";
import type { EvaluationJob } from "./job.ts";
import type { ErrorMessage } from "./relayed-error.ts";

/** What the child process is asked. Plain data. */
export interface ChildRequest {
  readonly job: Omit<EvaluationJob, "program">;
  /** Absolute path of the module whose default export is the program. */
  readonly programPath: string;
  /** Absolute path of the module that exports `createCloud(state, options)`. */
  readonly cloudModule: string;
  /** What the cloud said it was when the last evaluation ended; undefined for a new one. */
  readonly cloudState: unknown;
  /** What else the cloud is told, e.g. the project's number. */
  readonly cloudOptions?: unknown;
  /** Diagnostics channel on which the program says which files it asks for. */
  readonly filesChannel?: string;
}

/** What it answers, once. Plain data. */
export interface ChildAnswer {
  readonly answer: Answer;
  /** Absolute paths of the files that the program asked for, also when it failed. */
  readonly files: readonly string[];
}

/** How the evaluation ended. */
export type Answer =
  | {
      readonly graph: Graph;
      readonly state: unknown;
      readonly refusals: readonly unknown[];
      readonly error?: undefined;
    }
  | { readonly error: ErrorMessage };
