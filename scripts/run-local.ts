import { type DemoCredentials, demoCredentials } from "../local/demo-credentials.ts";
import type { RequestRecord } from "../local/gateway/gateway.ts";
import { type LocalStack, startLocalStack } from "../local/local-stack.ts";
import { type Minter, startMinter } from "../local/minter/minter.ts";
import { checkLocal } from "./local/check-local.ts";
import { execLocal } from "./local/exec-local.ts";
import { serveLocal } from "./local/serve-local.ts";
import { tellRequest } from "./local/tell-request.ts";
import { exitCodeOfSignal } from "./terminal/exit-code-of-signal.ts";
import { listenForStop } from "./terminal/stop-signal.ts";
import { yellow } from "./terminal/style.ts";

/** What `latchkey local` was asked for. */
export interface RunLocalOptions {
  readonly stack: string;
  /** Folder of Pulumi.yaml; absent: this project. */
  readonly cwd?: string;
  readonly port: number;
  readonly backend?: string;
  readonly check?: boolean;
  readonly exec?: string;
  readonly watch: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** A running stack with a credential of each kind. */
export interface RunningStack {
  readonly stack: LocalStack;
  readonly minter: Minter;
  readonly credentials: DemoCredentials;
  /** Milliseconds from the start of the process until every listener answered. */
  readonly startedMs: number;
}

/**
 * Runs a stack on loopback and does one of three things with it: checks it, runs a command against it, or serves.
 *
 * @returns the exit code.
 */
export async function runLocal(options: RunLocalOptions): Promise<number> {
  const freePorts = options.check || options.exec !== undefined;
  const serving = !freePorts;
  const stop = listenForStop();
  const minter = startMinter();
  let stack: LocalStack | undefined;
  try {
    stack = await startLocalStack({
      ...options,
      root: options.cwd,
      port: freePorts ? 0 : options.port,
      verbose: options.verbose ?? false,
      signal: stop.signal,
      onWarning: (message) => process.stderr.write(`${yellow("warning:")} ${message}\n`),
      onRequest: serving && !options.json ? (record: RequestRecord) => tellRequest(record) : undefined,
    });
    const startedMs = Math.round(performance.now());
    const credentials = await demoCredentials(stack, minter);
    stop.signal.throwIfAborted();
    const running = { stack, minter, credentials, startedMs };
    if (options.check) {
      const checked = checkLocal(running, { json: options.json ?? false });
      return await Promise.race([checked, stop.received.then(exitCodeOfSignal)]);
    }
    if (options.exec !== undefined) return await execLocal(running, options.exec);
    return await serveLocal(running, options, stop);
  } catch (error) {
    // Ctrl-C on a terminal ends our own helpers, too: what they complain about then is no news.
    if (stop.signal.aborted) return exitCodeOfSignal(await stop.received);
    throw error;
  } finally {
    minter.stop();
    await stack?.close();
    stop.stopListening();
  }
}
