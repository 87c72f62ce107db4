import { setImmediate as nextTurn } from "node:timers/promises";
import type { Cloud } from "./cloud.ts";
import { makeEngine } from "./engine.ts";
import { Evaluation } from "./evaluation.ts";
import { EvaluationError } from "./evaluation-error.ts";
import type { Graph } from "./graph.ts";
import type { EvaluationJob } from "./job.ts";
import { loadProgram } from "./load-program.ts";
import { makeMonitor } from "./monitor.ts";
import {
  currentStore,
  disconnect,
  disconnectSync,
  resetOptions,
  runInPulumiStack,
  type Store,
  setAllConfig,
  withStore,
} from "./sdk.ts";
import { collectRejections } from "./unhandled-rejections.ts";
import { stuckError, watchProgress } from "./watch-progress.ts";

/** Any number but 1, at which the SDK would make its registrations wait for each other across evaluations. */
const parallel = 16;

/**
 * Runs a Pulumi program in this process with the real SDK and records everything it registers.
 *
 * Evaluations may run side by side and again: each has a store of its own in the SDK. In an update the cloud's `finish` is
 * called once the program has ended well.
 *
 * @throws {LatchkeyError} the first one thrown by the program, in an `apply`, or by the cloud, unchanged; anything else as an
 * {@link EvaluationError} with the original as `cause`.
 * @example
 * const graph = await evaluate({ project: "latchkey", stack: "dev", config: {}, secretKeys: [], preview: true, program }, cloud);
 */
export function evaluate(job: EvaluationJob, cloud: Cloud): Promise<Graph> {
  return withStore(async () => {
    const store = currentStore() as Store;
    const evaluation = new Evaluation(job, cloud);
    const { failure, recording } = evaluation;
    const watch = watchProgress(job.patienceMs ?? 60_000, () => failure.raise(stuckError(store)));
    const stopCollecting = collectRejections(store, currentStore, (reason) => failure.raise(reason));

    resetOptions(job.project, job.stack, parallel, "", "", job.preview, job.organization ?? "organization");
    store.settings.options.rootDirectory = job.rootDirectory ?? process.cwd();
    store.settings.monitor = makeMonitor(evaluation, watch.progress);
    store.settings.engine = makeEngine(recording);
    setAllConfig({ ...job.config }, [...job.secretKeys]);
    try {
      await Promise.race([run(evaluation), failure.raised]);
      if (!job.preview) await finish(evaluation);
      return recording.graph(job.project, job.stack, job.preview);
    } catch (error) {
      throw failure.error ?? failure.explain(error);
    } finally {
      watch.stop();
      disconnectSync();
      // What is still pending was given up; the SDK would complain about it when the process exits.
      store.leakCandidates = new Set();
      await nextTurn();
      stopCollecting();
    }
  });
}

async function run({ job, recording, failure }: Evaluation): Promise<void> {
  const program = await loadProgram(job.program);
  await runInPulumiStack(program);
  await disconnect();
  // Node reports rejected promises that nobody handles at the end of a turn; and a turn may register more.
  await nextTurn();
  await disconnect(true);
  const logged = recording.loggedError();
  if (failure.error === undefined && logged !== undefined) {
    throw new EvaluationError("logged_error", { reason: logged.message, ...(logged.urn && { urn: logged.urn }) });
  }
}

async function finish({ cloud, failure }: Evaluation): Promise<void> {
  try {
    await Promise.race([cloud.finish(), failure.raised]);
  } catch (error) {
    throw failure.explain(error, "finish_failed");
  }
}
