import { readFile } from "node:fs/promises";

/** Fields of `/proc/PID/stat` after the command name, which may itself hold spaces and brackets. */
const START_FIELD_AFTER_NAME = 19;

/**
 * When a process began, in the system's own count since boot. Tells a process from a later one of the same number.
 *
 * @returns empty text where the system does not say.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export async function processStart(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[START_FIELD_AFTER_NAME] ?? "";
}
