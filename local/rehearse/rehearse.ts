import { join } from "node:path";
import { compileDocument } from "../../openapi/google/compile-document.ts";
import { checkOut, copyWorkingTree } from "../checkout/checkout.ts";
import { temporaryFolder } from "../checkout/temporary-folder.ts";
import { Closers } from "../closers.ts";
import type { ForeseenRefusal } from "../foresee/explain-refusal.ts";
import { foresee } from "../foresee/foresee.ts";
import { startMinter } from "../minter/minter.ts";
import { type ChosenEngine, chooseEngine } from "../pulumi/choose-engine.ts";
import type { EngineChoice } from "../pulumi/engine-choice.ts";
import type { StackOutputs } from "../stack-outputs.ts";
import { findCallers } from "./callers.ts";
import { startEngineStage } from "./engine-stage.ts";
import { startInProcessStage } from "./in-process-stage.ts";
import { type Caller, type CallerResult, type Load, type Second, startLoad } from "./load.ts";
import { type BrokenPromise, brokenPromises, type Promises } from "./promises.ts";
import type { ResourceChange } from "./resource-changes.ts";
import type { Stage } from "./stage.ts";

/** What is rehearsed. */
export interface RehearsalOptions {
  readonly stack: string;
  /** Root of the project; its working tree is the new revision. */
  readonly root: string;
  /** The old revision, e.g. `origin/main`. */
  readonly from: string;
  /** Requests to send at least. */
  readonly requests: number;
  readonly engine: EngineChoice;
  readonly verbose: boolean;
  /** Told, in a few words, what goes on. */
  readonly onProgress: (step: string) => void;
  readonly onWarning: (message: string) => void;
  /** Gives the rehearsal up; what it began is undone. */
  readonly signal?: AbortSignal;
}

/** What deployed. */
export type EngineUsed =
  | { readonly name: "pulumi"; readonly version: string }
  | { readonly name: "in-process"; readonly why: string };

/** What a deployment of the working tree would do to whoever calls. */
export interface Rehearsal {
  readonly engine: EngineUsed;
  /** Short hash of the old revision. */
  readonly from: string;
  /** On the real engine in the order in which it happened. */
  readonly changes: readonly ResourceChange[];
  /** States the cloud went through during the deployment, and how many of them were called. */
  readonly moments: { readonly seen: number; readonly called: number };
  /** What Pulumi or Google would refuse. Then nothing is deployed, and nothing called. */
  readonly refused: readonly ForeseenRefusal[];
  readonly broken: readonly BrokenPromise[];
  readonly callers: readonly CallerResult[];
  readonly sent: number;
  readonly failed: number;
  /** By second since the load began. */
  readonly seconds: readonly Second[];
  /** The deployment is not refused, and nothing handed out stopped working. */
  readonly ok: boolean;
}

const nothingDone = {
  changes: [],
  moments: { seen: 0, called: 0 },
  broken: [],
  callers: [],
  sent: 0,
  failed: 0,
  seconds: [],
  ok: false,
} as const;

/**
 * Deploys an old revision on loopback, calls it steadily with every consumer's credentials, deploys the working tree over it,
 * and tells what that did to the callers. Nothing of the project's own state is touched.
 *
 * @throws {LatchkeyError} when either revision cannot be deployed, or the engine asked for is not there.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { onProgress, signal } = options;
  const engine = await chooseEngine(options.engine);
  const closers = new Closers();
  try {
    const folder = await temporaryFolder(closers);
    onProgress(`checking out ${options.from}`);
    const old = await checkOut(options.root, options.from, join(folder, "deployed"));
    signal?.throwIfAborted();
    const minter = startMinter();
    closers.add(() => minter.stop());
    onProgress(`deploying ${old.revision}`);
    const stage = await openStage(engine, old.root, folder, options, closers);
    const before = promisesOf(stage);
    onProgress("looking ahead");
    const deployed = { state: stage.state, outputs: before.outputs };
    const refused = await foresee(deployed, options);
    if (refused.length > 0) return { ...nothingDone, engine: used(engine), from: old.revision, refused };
    const { load, changes, moments } = await deployUnderLoad(stage, await findCallers(stage, minter), options);
    const broken = brokenPromises(before, promisesOf(stage));
    const failed = load.results.reduce((sum, result) => sum + result.failed, 0);
    return {
      engine: used(engine),
      from: old.revision,
      changes,
      moments,
      refused,
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

/** Deploys the old revision and serves it. */
async function openStage(
  engine: ChosenEngine,
  deployed: string,
  folder: string,
  options: RehearsalOptions,
  closers: Closers,
): Promise<Stage> {
  const { stack, verbose, onWarning, signal, root } = options;
  const stage = { stack, deployed, verbose, onWarning, signal };
  if (engine.kind === "in-process") return startInProcessStage(stage, root, closers);
  const next = await copyWorkingTree(root, join(folder, "next"));
  signal?.throwIfAborted();
  return startEngineStage({ ...stage, engine, folder, next: next.root }, closers);
}

/** Deploys the working tree over a running stack after a quarter of the requests. */
async function deployUnderLoad(
  stage: Stage,
  callers: readonly Caller[],
  { requests, onProgress, signal }: RehearsalOptions,
): Promise<Pick<Rehearsal, "changes" | "moments"> & { readonly load: Load }> {
  onProgress(`calling with ${callers.length} credentials`);
  signal?.throwIfAborted();
  const load = startLoad(callers);
  const giveUp = () => void load.stop();
  signal?.addEventListener("abort", giveUp);
  try {
    await load.reach(Math.ceil(requests / 4));
    signal?.throwIfAborted();
    onProgress("deploying the working tree");
    const sentAt: number[] = [];
    const changes = await stage.redeploy(() => sentAt.push(load.sent));
    await load.reach(load.sent + Math.ceil(requests * 0.75));
    signal?.throwIfAborted();
    const called = sentAt.filter((sent, index) => (sentAt[index + 1] ?? load.sent) > sent);
    return { load, changes, moments: { seen: sentAt.length, called: called.length } };
  } finally {
    signal?.removeEventListener("abort", giveUp);
    await load.stop();
  }
}

/** Addresses and keys as Google would have them: on loopback, addresses never change. */
function promisesOf({ deployment }: Stage): Promises {
  const outputs = deployment.outputs as unknown as StackOutputs;
  const doors = deployment.doors.map(({ name, document }) => [name, compileDocument(document)] as const);
  return { outputs, doors: Object.fromEntries(doors) };
}

function used(engine: ChosenEngine): EngineUsed {
  if (engine.kind === "in-process") return { name: "in-process", why: engine.why };
  return { name: "pulumi", version: engine.version };
}
