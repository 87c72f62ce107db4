import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../infra/project-root.ts";
import { FILES_ASKED_FOR } from "../infra/read-inside.ts";
import type { CloudOptions } from "./cloud/cloud.ts";
import type { Refusal } from "./cloud/refusal.ts";
import type { CloudState } from "./cloud/state.ts";
import type { Graph } from "./engine/graph.ts";
import { type PreparedChild, prepareChild } from "./engine/run.ts";
import { readStackFile, type StackFile } from "./stack-file.ts";

/** What to evaluate. */
export interface StackEvaluation {
  readonly file: StackFile;
  readonly preview: boolean;
  /** What the cloud holds so far; absent: a new project. */
  readonly state?: CloudState;
  readonly signal?: AbortSignal;
}

/** What an evaluation made. */
export interface EvaluatedStack {
  readonly graph: Graph;
  readonly state: CloudState;
  /** What the deployment would not be allowed to do; only a preview tells. */
  readonly refusals: readonly Refusal[];
}

/** A process that already loads the program while its configuration is still being read. */
export interface StackEvaluator {
  /** @throws {LatchkeyError} the user's mistake, with every problem there is. */
  evaluate(evaluation: StackEvaluation): Promise<EvaluatedStack>;
  /** Absolute paths of the files that the API description was looked for in, once it has been evaluated, refused or not. */
  readonly files: readonly string[];
  /** Ends the process if it was never asked. */
  stop(): void;
}

const cloudModule = join(import.meta.dirname, "cloud", "cloud.ts");

/** A checkout brings its own program; a folder of configuration alone is evaluated with this project's. */
function programOf(root: string): string {
  const own = join(root, "infra", "index.ts");
  return existsSync(own) ? own : join(projectRoot, "infra", "index.ts");
}

/** Starts a process that will evaluate a stack's program once. Loading Pulumi takes longer than all the rest. */
export function prepareEvaluator(root: string, options: { readonly verbose: boolean }): StackEvaluator {
  const programPath = programOf(root);
  const child: PreparedChild = prepareChild({ ...options, ahead: [cloudModule, programPath] });
  return {
    stop: child.stop,
    get files() {
      return child.files;
    },
    async evaluate({ file, preview, state, signal }) {
      const cloudOptions: CloudOptions = { projectNumber: file.config["latchkey:projectNumber"] || undefined };
      const result = await child.evaluate({
        project: file.project,
        stack: file.stack,
        config: file.config,
        secretKeys: [],
        preview,
        rootDirectory: root,
        programPath,
        cloudModule,
        cloudState: state,
        cloudOptions,
        filesChannel: FILES_ASKED_FOR,
        signal,
      });
      const { graph, state: after, refusals } = result;
      return { graph, state: after as CloudState, refusals: refusals as readonly Refusal[] };
    },
  };
}

/**
 * Evaluates a stack as a preview.
 *
 * @param state - what is deployed; absent: nothing, so that all follows from the configuration alone.
 * @throws {LatchkeyError}
 */
export async function evaluatePreview(
  root: string,
  stack: string,
  options: { readonly verbose: boolean; readonly state?: CloudState; readonly signal?: AbortSignal },
): Promise<EvaluatedStack> {
  const evaluator = prepareEvaluator(root, options);
  try {
    const file = await readStackFile(root, stack);
    const { state, signal } = options;
    return await evaluator.evaluate({ file, preview: true, state, signal });
  } finally {
    evaluator.stop();
  }
}
