import { subscribe } from "node:diagnostics_channel";
import { pathToFileURL } from "node:url";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import type { Answer, ChildAnswer, ChildRequest } from "./child-messages.ts";
import type { Cloud } from "./cloud.ts";
import { evaluate } from "./evaluate.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { packError } from "./relayed-error.ts";

/** What a cloud module exports. */
interface CloudModule {
  createCloud(
    state: unknown,
    options: unknown,
  ): Cloud & {
    state(): unknown;
    warnings?(): readonly string[];
    refusals?(): readonly unknown[];
  };
}

/** Evaluates what the parent process asked for, answers and ends this process. */
export function answerParent(request: ChildRequest): void {
  // Waiting for the parent is no progress: an evaluation that waits for nothing else is stuck.
  process.channel?.unref();
  process.once("uncaughtException", (error) => send(failed(error)));
  if (request.filesChannel !== undefined) subscribe(request.filesChannel, (file) => files.add(String(file)));
  answer(request).then(send, (error) => send(failed(error)));
}

async function answer({ job, programPath, cloudModule, cloudState, cloudOptions }: ChildRequest): Promise<Answer> {
  const { createCloud } = (await import(pathToFileURL(cloudModule).href)) as CloudModule;
  const cloud = createCloud(cloudState, cloudOptions);
  const graph = await evaluate({ ...job, program: programPath }, cloud);
  const warnings = (cloud.warnings?.() ?? []).map((message) => ({ severity: "warning" as const, message }));
  const refusals = job.preview ? (cloud.refusals?.() ?? []) : [];
  return { graph: { ...graph, logs: [...graph.logs, ...warnings] }, state: cloud.state(), refusals };
}

function failed(thrown: unknown): Answer {
  if (thrown instanceof LatchkeyError) return { error: packError(thrown) };
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return { error: packError(new EvaluationError("program_failed", { reason }, { cause: thrown })) };
}

const files = new Set<string>();
let answered = false;

function send(answer: Answer): void {
  if (answered) return;
  answered = true;
  const message: ChildAnswer = { answer, files: [...files] };
  process.send?.(message, () => process.exit());
}
