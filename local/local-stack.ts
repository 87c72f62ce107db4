import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join, resolve } from "node:path";
import { LatchkeyError } from "../errors/latchkey-error.ts";
import { projectRoot } from "../infra/project-root.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createIdTokens } from "./cloud/id-token.ts";
import { restHandler } from "./cloud/rest/rest-handler.ts";
import type { CloudState } from "./cloud/state.ts";
import { type Deployment, readDeployment } from "./deployment.ts";
import { prepareEvaluator, type StackEvaluator } from "./evaluate-stack.ts";
import type { RequestRecord } from "./gateway/gateway.ts";
import { withHostedKeySet } from "./hosted-key-set.ts";
import { type Listening, listen, loopback } from "./listen.ts";
import { takeLock } from "./lock.ts";
import { loopbackOutputs } from "./loopback-outputs.ts";
import { loopbackWorld } from "./loopback-world.ts";
import { refuseWebPages } from "./refuse-web-pages.ts";
import { removeEmptyFolders } from "./remove-empty-folders.ts";
import { type ServedDoor, ServedDoors } from "./served-doors.ts";
import { echo } from "./service/echo.ts";
import { frontDoor } from "./service/front-door.ts";
import { proxyTo } from "./service/proxy-to.ts";
import { runServices } from "./service/run-services.ts";
import { readStackFile, type StackFile } from "./stack-file.ts";
import { stackFolder } from "./stack-folder.ts";
import type { StackOutputs } from "./stack-outputs.ts";
import { openStateStore } from "./state-store.ts";
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
  readonly service: { readonly name: string; readonly url: string; readonly listening: Listening };
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
  const { stack, port, clock = systemClock } = options;
  const root = resolve(options.root ?? projectRoot);
  const prepared = prepareEvaluator(root, options);
  const closers: (() => Promise<unknown>)[] = [async () => prepared.stop()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    // Makes its key pair while the program is evaluated.
    const tokens = createIdTokens(() => clock.now());
    const file = await readStackFile(root, stack);
    const folder = stackFolder(stack, root);
    // A project of its own in Google Cloud is one on loopback, too: editing gcp:project must not meet the other's state.
    const stateFolder = join(folder.folder, projectFolder(file));
    closers.push(() => removeEmptyFolders(stateFolder, dirname(folder.folder)));
    const store = await openStateStore(stateFolder, { warn: options.onWarning });
    closers.push(() => store.close());
    // The outputs are the stack's, whatever the project, so the state's own lock is not enough.
    const lock = await takeLock(join(folder.folder, "lock"));
    closers.push(() => lock.release());
    const stopping = new AbortController();
    const signal = AbortSignal.any([stopping.signal, ...(options.signal ? [options.signal] : [])]);
    let attempted = file;
    let current = await evaluate(prepared, { file, signal, before: await store.read() });
    await store.write(current.state);
    tellWarnings(current, options);

    const state = () => current.state;
    const service = needService(current.state);
    const serviceServer = createServer(
      frontDoor({
        service: service.id,
        state,
        tokens,
        app: options.backend ? proxyTo(options.backend, { onFailure: options.onWarning }) : echo,
      }),
    );
    const googleServer = createServer(refuseWebPages(restHandler(state)));
    closers.push(
      () => closeServer(serviceServer),
      () => closeServer(googleServer),
    );
    const serviceListening = await listen(serviceServer, port === 0 ? 0 : port + 2);
    const googleListening = await listen(googleServer, port === 0 ? 0 : port + 3);
    const world = withHostedKeySet(
      loopbackWorld({ state, tokens, frontDoorPort: () => serviceListening.port }),
      () => current.deployment,
    );
    const doors = new ServedDoors({ world, clock, port, log: (record) => options.onRequest?.(record) });
    closers.push(() => doors.close());
    const serviceUrl = `http://${loopback}:${serviceListening.port}`;
    const googleUrl = `http://${loopback}:${googleListening.port}`;

    const publish = async () => {
      await doors.deploy(current.deployment.doors);
      const outputs = loopbackOutputs(current.deployment.outputs, { doors: doors.doors, serviceUrl, googleUrl });
      await writeFileSafely(folder.outputs, `${JSON.stringify(outputs, null, 2)}\n`);
      return outputs;
    };
    closers.push(() => rm(folder.outputs, { force: true }));
    let outputs = await publish();
    let deploying: Promise<void> = Promise.resolve();
    const deploy = async (source: string) => {
      signal.throwIfAborted();
      const evaluator = prepareEvaluator(source, options);
      try {
        attempted = await readStackFile(source, stack);
        refuseOtherProject(file, attempted);
        const next = await evaluate(evaluator, { file: attempted, signal, before: current.state });
        await store.write(next.state);
        current = next;
        tellWarnings(current, options);
        outputs = await publish();
      } finally {
        evaluator.stop();
      }
    };
    return {
      get doors() {
        return doors.doors;
      },
      get outputs() {
        return outputs;
      },
      get deployment() {
        return current.deployment;
      },
      get state() {
        return current.state;
      },
      get sources() {
        const descriptions = [current.file, attempted].map((source) => resolve(root, descriptionOf(source)));
        return [join(root, "Pulumi.yaml"), current.file.path, ...new Set(descriptions)];
      },
      service: { name: service.service, url: serviceUrl, listening: serviceListening },
      outputsFile: folder.outputs,
      idToken: (audience) => world.idToken(current.deployment.doors[0]?.serviceAccountEmail ?? "", audience),
      redeploy(from) {
        const deployed = deploying.then(() => deploy(resolve(from?.root ?? root)));
        deploying = deployed.catch(() => {});
        return deployed;
      },
      async close() {
        stopping.abort();
        await deploying;
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Evaluated {
  readonly file: StackFile;
  readonly state: CloudState;
  readonly deployment: Deployment;
  readonly warnings: readonly string[];
}

async function evaluate(
  evaluator: StackEvaluator,
  { file, signal, before }: { readonly file: StackFile; readonly signal: AbortSignal; readonly before?: CloudState },
): Promise<Evaluated> {
  const { graph, state } = await evaluator.evaluate({ file, preview: false, state: before, signal });
  const warnings = graph.logs.filter(({ severity }) => severity === "warning").map(({ message }) => message);
  return { file, state, deployment: readDeployment(graph), warnings };
}

function tellWarnings({ warnings }: Evaluated, { onWarning }: LocalStackOptions): void {
  for (const warning of warnings) onWarning(warning);
}

function projectFolder(file: StackFile): string {
  const project = file.config["gcp:project"] ?? "";
  return /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project) ? project : "no-project";
}

/** @throws {LatchkeyError} `project_changed`: another project has a state of its own, which only a start opens. */
function refuseOtherProject(before: StackFile, now: StackFile): void {
  if (projectFolder(before) === projectFolder(now)) return;
  throw new LatchkeyError(
    "project_changed",
    {
      message: "gcp:project was {before} when this stack was started, and is {now} now",
      fix: "stop it and start it again; each project has its own keys on loopback",
    },
    { before: before.config["gcp:project"] ?? "missing", now: now.config["gcp:project"] ?? "missing" },
  );
}

function descriptionOf(file: StackFile): string {
  return file.config["latchkey:description"] || "openapi/api.yaml";
}

function needService(state: CloudState) {
  const [service] = runServices(state);
  if (!service) throw new Error("the graph holds no Cloud Run service");
  return service;
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
