import { EvaluationError } from "./evaluation-error.ts";
import type { Store } from "./sdk.ts";

/** Notices when nothing has happened for too long. */
export interface ProgressWatch {
  /** Something happened. */
  progress(): void;
  stop(): void;
}

const idle = new Set<() => void>();
const tellIdle = () => {
  for (const stuck of idle) stuck();
};

/**
 * @param patienceMs - longest time without progress.
 * @param stuck - called when it has passed, or as soon as nothing is left that could wake this process up.
 */
export function watchProgress(patienceMs: number, stuck: () => void): ProgressWatch {
  const timer = setTimeout(stuck, patienceMs).unref();
  if (idle.size === 0) process.on("beforeExit", tellIdle);
  idle.add(stuck);
  return {
    progress: () => void timer.refresh(),
    stop() {
      clearTimeout(timer);
      idle.delete(stuck);
      if (idle.size === 0) process.off("beforeExit", tellIdle);
    },
  };
}

/** What an evaluation that does not end is waiting for. */
export function stuckError(store: Store): EvaluationError {
  const waiting = [...store.pendingResourceRegistrations.values()].map(({ name, type, phase, inputProperty }) => {
    const what = phase === "inputs" && inputProperty !== undefined ? `its input ${inputProperty}` : `its ${phase}`;
    return `${name} (${type}) waits for ${what}`;
  });
  const reason = waiting.length > 0 ? waiting.join("; ") : "it waits for something that never happens";
  return new EvaluationError("evaluation_stuck", { reason });
}
