import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** One run of a command, as a person would time it. */
export interface Measured {
  /** Whole process. */
  readonly seconds: number;
  /** Most memory that the process and its children held together, in MB; absent where /proc is not there. */
  readonly peakMb?: number;
  readonly stdout: string;
}

/**
 * Runs a command to its end.
 *
 * @param codes - exit codes that are no failure.
 * @throws when it fails.
 */
export function measure(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
  codes: readonly number[] = [0],
): Promise<Measured> {
  const [file = "", ...args] = command;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    let stdout = "";
    let stderr = "";
    let peakMb: number | undefined;
    const watch = setInterval(() => {
      const now = residentMb(child.pid);
      if (now !== undefined) peakMb = Math.max(peakMb ?? 0, now);
    }, 20);
    child.stdout.on("data", (text) => (stdout += text));
    child.stderr.on("data", (text) => (stderr += text));
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - started) / 1000;
      if (code !== null && codes.includes(code)) resolve({ seconds, peakMb, stdout });
      else reject(new Error(`${command.join(" ")} ended with ${code}: ${stderr.slice(-500)}`));
    });
  });
}

/** Memory of a process and all below it, in MB. */
export function residentMb(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
    const below = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
    );
    return below.reduce((sum, child) => sum + (residentMb(child) ?? 0), own);
  } catch {
    return undefined;
  }
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
