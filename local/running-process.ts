import { processStart } from "./process-start.ts";
import { systemCode } from "./state-error.ts";

/** A process, told from later ones of the same number. */
export interface RunningProcess {
  readonly pid: number;
  /** When it began, as the system counts; empty where it does not say. */
  readonly start: string;
}

export async function thisProcess(): Promise<RunningProcess> {
  return { pid: process.pid, start: await processStart(process.pid) };
}

/** A process number may have been given to another process since. */
export async function isAlive({ pid, start }: RunningProcess): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (systemCode(error) !== "EPERM") return false;
  }
  const found = await processStart(pid);
  return start === "" || found === "" || start === found;
}
