import { constants } from "node:os";

/** Exit code of what a signal ended, as shells say it: 128 and the signal's number. */
export function exitCodeOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
