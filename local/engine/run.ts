import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { ChildAnswer, ChildRequest } from "./child-messages.ts";
import { EvaluationError } from "./evaluation-error.ts";
import type { Graph } from "./graph.ts";
import type { EvaluationJob } from "./job.ts";
import { unpackError } from "./relayed-error.ts";

/** An evaluation to be done in a process of its own. */
export interface ChildJob extends Omit<EvaluationJob, "program"> {
  /** Absolute path of the module whose default export is the program. */
  readonly programPath: string;
  /** Absolute path of the module that exports `createCloud(state, options)`, answering a `Cloud` that can tell its `state()`. */
  readonly cloudModule: string;
  /** What the cloud said it was when the last evaluation ended; undefined for a new one. Plain data. */
  readonly cloudState: unknown;
  /** What else the cloud is told, e.g. `{ projectNumber }`. Plain data. */
  readonly cloudOptions?: unknown;
  /** Diagnostics channel on which the program says which files it asks for, each by its absolute path. */
  readonly filesChannel?: string;
  /** Kills the process; the evaluation then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What an evaluation leaves. */
export interface ChildResult {
  readonly graph: Graph;
  /** What the cloud is now. Plain data, for the next evaluation. */
  readonly state: unknown;
  /** What the cloud would refuse, after a preview. Plain data. */
  readonly refusals: readonly unknown[];
}

/** How the process is started. */
export interface ChildOptions {
  /** Modules to load ahead, by absolute path: the program's and the cloud's. */
  readonly ahead?: readonly string[];
  /** Prints what the process prints to our standard error. */
  readonly verbose?: boolean;
}

/** A process that is loading Pulumi while there is other work to do. It evaluates once. */
export interface PreparedChild {
  /** @throws {LatchkeyError} as {@link evaluateInChild} */
  evaluate(job: ChildJob): Promise<ChildResult>;
  /** Files that the program asked for, once it has answered, in failure too. */
  readonly files: readonly string[];
  /** Ends the process if it was never asked. */
  stop(): void;
}

/** Longest part of what the process printed that is kept for the case that it crashes. Characters. */
const tailLength = 4_000;

/**
 * Evaluates a program in a short-lived process, so that ours never loads Pulumi.
 *
 * @throws {LatchkeyError} the first one of the program or the cloud, with code, texts and data of the original;
 * {@link EvaluationError} `evaluation_crashed` when the process ends without an answer.
 */
export function evaluateInChild(job: ChildJob, options: ChildOptions = {}): Promise<ChildResult> {
  return prepareChild({ ahead: [job.cloudModule, job.programPath], ...options }).evaluate(job);
}

/** Starts the process before the job is known: loading Pulumi takes longer than all the rest. */
export function prepareChild({ ahead = [], verbose = false }: ChildOptions = {}): PreparedChild {
  const child = fork(fileURLToPath(new URL("./child.ts", import.meta.url)), [verbose ? "verbose" : "quiet", ...ahead], {
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const printed = keepTail(child, verbose);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  // A caller that gives up before asking must not be kept alive by us.
  hold(child, false);
  let files: readonly string[] = [];
  return {
    async evaluate(job) {
      const told = await ask(child, job, ended, printed);
      files = told.files;
      if (told.answer.error !== undefined) throw unpackError(told.answer.error);
      const { graph, state, refusals } = told.answer;
      return { graph, state, refusals };
    },
    get files() {
      return files;
    },
    stop: () => void child.kill("SIGKILL"),
  };
}

async function ask(
  child: ChildProcess,
  { programPath, cloudModule, cloudState, cloudOptions, filesChannel, signal, ...job }: ChildJob,
  ended: Promise<string>,
  printed: () => string,
): Promise<ChildAnswer> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => {
    child.kill("SIGKILL");
    aborted.reject(signal?.reason);
  };
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  const crashed = ended.then((reason) => {
    throw new EvaluationError("evaluation_crashed", { reason }, { cause: new Error(printed()) });
  });
  const answered = new Promise<ChildAnswer>((resolve) =>
    child.once("message", (message) => resolve(message as ChildAnswer)),
  );
  hold(child, true);
  const request: ChildRequest = { job, programPath, cloudModule, cloudState, cloudOptions, filesChannel };
  // A process that is gone already is told apart by `ended`.
  child.send(request, () => undefined);
  try {
    return await Promise.race([aborted.promise, answered, crashed]);
  } finally {
    signal?.removeEventListener("abort", abort);
    // It still has compiled code to put away; nobody needs to wait for that.
    hold(child, false);
  }
}

/** Whether our process stays up for the child's sake. */
function hold(child: ChildProcess, held: boolean): void {
  const handles = [child, child.channel, child.stdout as Socket | null, child.stderr as Socket | null];
  for (const handle of handles) held ? handle?.ref() : handle?.unref();
}

function keepTail(child: ChildProcess, verbose: boolean): () => string {
  let tail = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      tail = (tail + text).slice(-tailLength);
      if (verbose) process.stderr.write(text);
    });
  }
  return () => tail;
}
