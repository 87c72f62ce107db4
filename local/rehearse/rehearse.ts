import { compileDocument } from "../../openapi/google/compile-document.ts";
import { Closers } from "../closers.ts";
import { type LocalStack, startLocalStack } from "../local-stack.ts";
import { startMinter } from "../minter/minter.ts";
import type { StackOutputs } from "../stack-outputs.ts";
import { findCallers } from "./callers.ts";
import { checkOut } from "./checkout.ts";
import { type Caller, type CallerResult, type Load, type Second, startLoad } from "./load.ts";
import { type BrokenPromise, brokenPromises, type Promises } from "./promises.ts";
import { type ResourceChange, resourceChanges } from "./resource-changes.ts";

/** What is rehearsed. */
export interface RehearsalOptions {
  readonly stack: string;
  /** Root of the project; its working tree is the new revision. */
  readonly root: string;
  /** The old revision, e.g. `origin/main`. */
  readonly from: string;
  /** Requests to send at least. */
  readonly requests: number;
  readonly verbose: boolean;
  /** Told, in a few words, what goes on. */
  readonly onProgress: (step: string) => void;
  readonly onWarning: (message: string) => void;
  /** Gives the rehearsal up; what it began is undone. */
  readonly signal?: AbortSignal;
}

/** What a deployment of the working tree would do to whoever calls. */
export interface Rehearsal {
  /** Short hash of the old revision. */
  readonly from: string;
  readonly changes: readonly ResourceChange[];
  readonly broken: readonly BrokenPromise[];
  readonly callers: readonly CallerResult[];
  readonly sent: number;
  readonly failed: number;
  /** By second since the load began. */
  readonly seconds: readonly Second[];
  /** Nothing handed out stopped working. */
  readonly ok: boolean;
}

/**
 * Deploys an old revision on loopback, calls it steadily with every consumer's credentials, deploys the working tree over it,
 * and tells what that did to the callers. Nothing of the project's own state is touched.
 *
 * @throws {LatchkeyError} when either revision cannot be deployed.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { stack, verbose, onProgress, onWarning, signal } = options;
  onProgress(`checking out ${options.from}`);
  const old = await checkOut(options.root, options.from);
  const closers = new Closers();
  closers.add(() => old.remove());
  try {
    signal?.throwIfAborted();
    const minter = startMinter();
    closers.add(() => minter.stop());
    onProgress(`deploying ${old.revision}`);
    const running = await startLocalStack({ stack, port: 0, root: old.root, verbose, onWarning, signal });
    closers.add(() => running.close());
    const before = { promises: promisesOf(running), state: running.state };
    const load = await deployUnderLoad(running, await findCallers(running, minter), options);
    const broken = brokenPromises(before.promises, promisesOf(running));
    const failed = load.results.reduce((sum, result) => sum + result.failed, 0);
    return {
      from: old.revision,
      changes: resourceChanges(before.state, running.state),
      broken,
      callers: load.results,
      sent: load.results.reduce((sum, result) => sum + result.sent, 0),
      failed,
      seconds: load.seconds,
      ok: failed === 0 && broken.length === 0,
    };
  } finally {
    await closers.close();
  }
}

/** Deploys the working tree over a running stack after a quarter of the requests. */
async function deployUnderLoad(
  running: LocalStack,
  callers: readonly Caller[],
  { root, requests, onProgress, signal }: RehearsalOptions,
): Promise<Load> {
  onProgress(`calling with ${callers.length} credentials`);
  signal?.throwIfAborted();
  const load = startLoad(callers);
  const giveUp = () => void load.stop();
  signal?.addEventListener("abort", giveUp);
  try {
    await load.reach(Math.ceil(requests / 4));
    signal?.throwIfAborted();
    onProgress("deploying the working tree");
    await running.redeploy({ root });
    await load.reach(load.sent + Math.ceil(requests * 0.75));
    signal?.throwIfAborted();
    return load;
  } finally {
    signal?.removeEventListener("abort", giveUp);
    await load.stop();
  }
}

/** Addresses and keys as Google would have them: on loopback, addresses never change. */
function promisesOf({ deployment }: LocalStack): Promises {
  const outputs = deployment.outputs as unknown as StackOutputs;
  const doors = deployment.doors.map(({ name, document }) => [name, compileDocument(document)] as const);
  return { outputs, doors: Object.fromEntries(doors) };
}
