import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** A tree this deep is not ours. */
const MOST_ROUNDS = 50;

/**
 * Ends a process and everything below it, at once.
 *
 * The CLI starts each plugin in a process group of its own, so a group is not enough. Everything is stopped before anything
 * is ended: who stands still can neither start others nor leave orphans whose parent nobody knows any more.
 */
export async function endProcessTree(pid: number): Promise<void> {
  const found = new Set([pid]);
  send(pid, "SIGSTOP");
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const fresh = (await childrenOf(found)).filter((child) => !found.has(child));
    if (fresh.length === 0) break;
    for (const child of fresh) {
      send(child, "SIGSTOP");
      found.add(child);
    }
  }
  for (const each of [...found].reverse()) send(each, "SIGKILL");
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function childrenOf(parents: ReadonlySet<number>): Promise<number[]> {
  return (await everyProcess()).flatMap(([pid, parent]) => (parents.has(parent) ? [pid] : []));
}

/** Every process with its parent. Where there is no /proc, `ps` is always there. */
async function everyProcess(): Promise<(readonly [pid: number, parent: number])[]> {
  const entries = await readdir("/proc").catch(() => []);
  const numbers = entries.filter((name) => /^\d+$/.test(name));
  if (numbers.length > 0) return Promise.all(numbers.map(async (pid) => [Number(pid), await parentOf(pid)] as const));
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function parentOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name before it may itself hold spaces and brackets.
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
