import { resolve } from "node:path";
import { projectRoot } from "../infra/project-root.ts";
import type { EngineChoice } from "../local/pulumi/engine-choice.ts";
import { type Rehearsal, rehearse } from "../local/rehearse/rehearse.ts";
import { yellow } from "./terminal/style.ts";
import { untilStopped } from "./terminal/until-stopped.ts";

/** What `latchkey rehearse` was asked for. */
export interface RehearseOrder {
  readonly stack: string;
  readonly cwd?: string;
  readonly from: string;
  readonly requests: number;
  readonly engine: EngineChoice;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/**
 * Rehearses with progress on a terminal.
 *
 * @returns the signal that ended it, when one did; nothing is left behind then, either.
 * @throws {LatchkeyError} when either revision cannot be deployed.
 */
export function rehearseStack({
  cwd,
  verbose = false,
  json,
  ...order
}: RehearseOrder): Promise<Rehearsal | NodeJS.Signals> {
  return untilStopped((signal) =>
    rehearse({
      ...order,
      verbose,
      root: resolve(cwd ?? projectRoot),
      signal,
      onProgress: (step) => {
        if (process.stderr.isTTY && !json) process.stderr.write(`${step}…\n`);
      },
      onWarning: (message) => process.stderr.write(`${yellow("warning:")} ${message}\n`),
    }),
  );
}
