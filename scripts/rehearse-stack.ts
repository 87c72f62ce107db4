import { resolve } from "node:path";
import { projectRoot } from "../infra/project-root.ts";
import { type Rehearsal, rehearse } from "../local/rehearse/rehearse.ts";
import { yellow } from "./terminal/style.ts";

/** What `latchkey rehearse` was asked for. */
export interface RehearseOrder {
  readonly stack: string;
  readonly cwd?: string;
  readonly from: string;
  readonly requests: number;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Rehearses with progress on a terminal; Ctrl-C cleans up. */
export async function rehearseStack({ cwd, verbose = false, json, ...order }: RehearseOrder): Promise<Rehearsal> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await rehearse({
      ...order,
      verbose,
      root: resolve(cwd ?? projectRoot),
      signal: interrupted.signal,
      onProgress: (step) => {
        if (process.stderr.isTTY && !json) process.stderr.write(`${step}…\n`);
      },
      onWarning: (message) => process.stderr.write(`${yellow("warning:")} ${message}\n`),
    });
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}
