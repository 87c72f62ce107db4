import { spawn } from "node:child_process";
import { endProcessTree } from "./end-process-tree.ts";

/** What a command line program said before it ended. */
export interface Ended {
  readonly code: number;
  /** Both streams, as they came. */
  readonly text: string;
  readonly stdout: string;
  readonly seconds: number;
}

export interface RunCliOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends the program and whatever it started; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told the process's number. */
  readonly started?: (pid: number) => void;
}

/** Runs a program to its end. */
export async function runCli(program: string, args: readonly string[], options: RunCliOptions): Promise<Ended> {
  const { cwd, env, signal, started } = options;
  signal?.throwIfAborted();
  const start = performance.now();
  // In a group of its own, Ctrl-C on a terminal does not reach it: it is ended by us, once.
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  if (child.pid !== undefined) started?.(child.pid);
  let abort = () => {};
  try {
    const ended = await new Promise<Omit<Ended, "seconds">>((resolve, reject) => {
      abort = () => void (child.pid !== undefined && endProcessTree(child.pid).catch(reject));
      signal?.addEventListener("abort", abort, { once: true });
      let text = "";
      let stdout = "";
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        stdout += chunk;
      });
      child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      child.on("error", reject);
      child.on("close", (code) => resolve({ code: code ?? 1, text, stdout }));
    });
    signal?.throwIfAborted();
    return { ...ended, seconds: (performance.now() - start) / 1000 };
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}
