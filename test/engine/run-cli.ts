import { spawn } from "node:child_process";

/** What a command line program said before it ended. */
export interface Ended {
  readonly code: number;
  /** Both streams, as they came. */
  readonly text: string;
  readonly stdout: string;
  readonly seconds: number;
}

/** Runs a program to its end. */
export function runCli(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  /** Kills the program. */
  signal?: AbortSignal,
): Promise<Ended> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    let stdout = "";
    signal?.addEventListener("abort", () => child.kill("SIGKILL"));
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      stdout += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code: code ?? 1, text, stdout, seconds: (performance.now() - start) / 1000 }),
    );
  });
}
