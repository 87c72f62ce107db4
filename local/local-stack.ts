import { rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { projectRoot } from "../infra/project-root.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Closers } from "./closers.ts";
import { createIdTokens } from "./cloud/id-token.ts";
import type { CloudState } from "./cloud/state.ts";
import type { Deployment } from "./deployment.ts";
import { type Deployments, deployFirst } from "./deployments.ts";
import { prepareEvaluator } from "./evaluate-stack.ts";
import type { RequestRecord } from "./gateway/gateway.ts";
import { type Listeners, openListeners, type ServedService } from "./listeners.ts";
import { takeLock } from "./lock.ts";
import { loopbackOutputs } from "./loopback-outputs.ts";
import { removeEmptyFolders } from "./remove-empty-folders.ts";
import { thisProcess } from "./running-process.ts";
import type { ServedDoor } from "./served-doors.ts";
import { readStackFile } from "./stack-file.ts";
import { type StackFolder, stackFolder } from "./stack-folder.ts";
import type { StackOutputs } from "./stack-outputs.ts";
import { projectFolder } from "./stack-project.ts";
import { openStateStore, type StateStore } from "./state-store.ts";
import { writeFileSafely } from "./write-file.ts";

/** How a stack is run on loopback. */
export interface LocalStackOptions {
  readonly stack: string;
  /** Port of the main door; second door, service and Google's APIs follow. 0: any free ports. */
  readonly port: number;
  /** The developer's own app, e.g. `http://127.0.0.1:3000`; absent: the built-in echo. */
  readonly backend?: string;
  readonly verbose: boolean;
  /** Told of every request at a door. */
  readonly onRequest?: (record: RequestRecord) => void;
  /** Told, in one sentence, of what was found wrong and went on all the same. */
  readonly onWarning: (message: string) => void;
  readonly clock?: Clock;
  /** Folder of Pulumi.yaml, the stack's configuration and its state. Default: this project. */
  readonly root?: string;
  /** Gives the start up; what it began is undone. */
  readonly signal?: AbortSignal;
}

/** A stack that answers on loopback. */
export interface LocalStack {
  readonly doors: readonly ServedDoor[];
  readonly service: ServedService;
  /** Outputs with loopback addresses, secrets in clear. */
  readonly outputs: StackOutputs;
  /** File that holds {@link LocalStack.outputs}, for other processes. */
  readonly outputsFile: string;
  readonly deployment: Deployment;
  /** Everything the loopback cloud holds for it. */
  readonly state: CloudState;
  /** Files whose change is a new deployment. */
  readonly sources: readonly string[];
  /** A fresh ID token of the gateways' account. */
  idToken(audience: string): Promise<string>;
  /**
   * Deploys what the files say now. Requests in flight finish under the old configuration.
   *
   * @param from - another checkout to take configuration, description and program from; absent: the stack's own folder.
   * @throws {LatchkeyError} and goes on serving what was there.
   */
  redeploy(from?: { readonly root: string }): Promise<void>;
  /** Stops answering, and leaves nothing behind but the state. */
  close(): Promise<void>;
}

/**
 * Deploys a stack on loopback and serves it.
 *
 * @throws {LatchkeyError} when the configuration cannot be deployed, or the stack runs already.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const { stack, clock = systemClock } = options;
  const root = resolve(options.root ?? projectRoot);
  const evaluator = prepareEvaluator(root, options);
  const closers = new Closers();
  closers.add(() => evaluator.stop());
  try {
    // Makes its key pair while the program is evaluated.
    const tokens = createIdTokens(() => clock.now());
    const file = await readStackFile(root, stack);
    const folder = stackFolder(stack, root);
    const store = await holdStack(folder, projectFolder(file), options, closers);
    const stopping = new AbortController();
    const signal = AbortSignal.any([stopping.signal, ...(options.signal ? [options.signal] : [])]);
    const deployments = await deployFirst(evaluator, file, { ...options, root, store, signal });
    const listeners = await openListeners({ ...options, clock, tokens, current: () => deployments.current }, closers);
    closers.add(() => rm(folder.outputs, { force: true }));
    let outputs = await serve(deployments, listeners, folder);
    return {
      get doors() {
        return listeners.doors.doors;
      },
      get outputs() {
        return outputs;
      },
      get deployment() {
        return deployments.current.deployment;
      },
      get state() {
        return deployments.current.state;
      },
      get sources() {
        return deployments.sources;
      },
      service: listeners.service,
      outputsFile: folder.outputs,
      idToken: (audience) =>
        listeners.world.idToken(deployments.current.deployment.doors[0]?.serviceAccountEmail ?? "", audience),
      redeploy: (from) =>
        deployments.redeploy(resolve(from?.root ?? root), async () => {
          outputs = await serve(deployments, listeners, folder);
        }),
      async close() {
        stopping.abort();
        await deployments.settled();
        await closers.close();
      },
    };
  } catch (error) {
    // Why it could not start says more than what could not be closed then.
    await closers.close().catch(() => {});
    throw error;
  }
}

/** Opens what a stack keeps between runs, for this process alone. */
async function holdStack(
  { folder }: StackFolder,
  project: string,
  { onWarning }: LocalStackOptions,
  closers: Closers,
): Promise<StateStore> {
  const stateFolder = join(folder, project);
  closers.add(() => removeEmptyFolders(stateFolder, dirname(folder)));
  const store = await openStateStore(stateFolder, { warn: onWarning });
  closers.add(() => store.close());
  // The outputs are the stack's, whatever the project, so the state's own lock is not enough.
  const lock = await takeLock(join(folder, "lock"));
  closers.add(() => lock.release());
  return store;
}

/** Puts what is deployed into the listeners, and its outputs where other processes find them. */
async function serve(deployments: Deployments, listeners: Listeners, folder: StackFolder): Promise<StackOutputs> {
  const { doors, outputs: deployed } = deployments.current.deployment;
  const { service, googleUrl } = listeners;
  await listeners.doors.deploy(doors);
  const server = await thisProcess();
  const addresses = { doors: listeners.doors.doors, serviceUrl: service.url, googleUrl, server };
  const outputs = loopbackOutputs(deployed, addresses);
  await writeFileSafely(folder.outputs, `${JSON.stringify(outputs, null, 2)}\n`);
  return outputs;
}
