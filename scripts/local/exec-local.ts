import { type ChildProcess, spawn } from "node:child_process";
import type { RunningStack } from "../run-local.ts";
import { exitCodeOfSignal } from "../terminal/exit-code-of-signal.ts";

const passed = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command with the running stack in its environment.
 *
 * @returns its exit code; 128 and the signal's number when a signal ended it, as shells say it.
 */
export function execLocal({ stack, credentials }: RunningStack, command: string): Promise<number> {
  const { outputs, outputsFile } = stack;
  const env = {
    ...process.env,
    LATCHKEY_STACK_OUTPUTS: outputsFile,
    LATCHKEY_GATEWAY_URL: outputs.gatewayUrl,
    LATCHKEY_KEY_URL: outputs.keyUrl,
    LATCHKEY_TOKEN_URL: outputs.tokenUrl,
    LATCHKEY_SERVICE_URL: outputs.serviceUrl,
    ...(credentials.key && { LATCHKEY_API_KEY: credentials.key.apiKey }),
    ...(credentials.token && { LATCHKEY_TOKEN: credentials.token.token }),
  };
  return new Promise((resolve, reject) => {
    // A terminal signals everything below it by itself; elsewhere a group lets a signal reach more than the shell.
    const detached = process.stdin.isTTY !== true;
    const child = spawn(command, { shell: true, stdio: "inherit", env, detached });
    const pass = (signal: NodeJS.Signals) => void signalGroup(child, signal, detached);
    for (const signal of passed) process.on(signal, pass);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const each of passed) process.off(each, pass);
      resolve(code ?? (signal ? exitCodeOfSignal(signal) : 0));
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals, detached: boolean): void {
  if (!detached || child.pid === undefined) return void child.kill(signal);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}
