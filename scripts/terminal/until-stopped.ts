import { listenForStop } from "./stop-signal.ts";

/**
 * Lets a task clean up after itself when somebody ends it.
 *
 * @returns what the task gave, or the signal that ended it.
 */
export async function untilStopped<Result>(
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | NodeJS.Signals> {
  const stop = listenForStop();
  try {
    return await task(stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return await stop.received;
    throw error;
  } finally {
    stop.stopListening();
  }
}
