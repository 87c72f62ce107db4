import { join, relative, resolve } from "node:path";
import type { CloudState } from "./cloud/state.ts";
import { type Deployment, deployedDoors } from "./deployment.ts";
import { clear } from "./engine/clear.ts";
import { prepareEvaluator, type StackEvaluator } from "./evaluate-stack.ts";
import { readStackFile, type StackFile } from "./stack-file.ts";
import { refuseOtherProject } from "./stack-project.ts";
import type { StateStore } from "./state-store.ts";

/** What is deployed: a configuration, and what the cloud holds because of it. */
export interface Deployed {
  readonly file: StackFile;
  readonly state: CloudState;
  readonly deployment: Deployment;
  /** What its API description is written in. */
  readonly files: DescriptionFiles;
}

/** Files that a program looked for its API description in, relative to the checkout they were looked for in. */
type DescriptionFiles = readonly string[];

/** What deploying a stack needs. */
export interface DeploymentsOptions {
  /** Folder of the stack's own Pulumi.yaml. */
  readonly root: string;
  /** Keeps what the cloud holds between runs. */
  readonly store: StateStore;
  /** Gives a deployment up. */
  readonly signal: AbortSignal;
  readonly verbose: boolean;
  /** Told each warning of the program, in one sentence. */
  readonly onWarning: (message: string) => void;
}

/** A stack's deployments on loopback, one at a time. A refused one leaves what was deployed before. */
export class Deployments {
  readonly #options: DeploymentsOptions;
  #current: Deployed;
  /** Files of the last try, deployed or refused. */
  #attempted: DescriptionFiles;
  #queue: Promise<void> = Promise.resolve();

  /** @param first - what {@link deployFirst} made. */
  constructor(first: Deployed, options: DeploymentsOptions) {
    this.#current = first;
    this.#attempted = first.files;
    this.#options = options;
  }

  get current(): Deployed {
    return this.#current;
  }

  /** Files whose change is a new deployment. */
  get sources(): string[] {
    const { root } = this.#options;
    const descriptions = [...this.#current.files, ...this.#attempted].map((file) => resolve(root, file));
    return [join(root, "Pulumi.yaml"), this.#current.file.path, ...new Set(descriptions)];
  }

  /**
   * Deploys what the files of a checkout say now, after the deployments that were asked for before.
   *
   * @param serve - puts it into service.
   * @throws {LatchkeyError} when it cannot be deployed.
   */
  redeploy(checkout: string, serve: () => Promise<void>): Promise<void> {
    const deployed = this.#queue.then(() => this.#deploy(checkout, serve));
    this.#queue = deployed.catch(() => {});
    return deployed;
  }

  /** Waits until no deployment is under way. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  async #deploy(checkout: string, serve: () => Promise<void>): Promise<void> {
    this.#options.signal.throwIfAborted();
    const evaluator = prepareEvaluator(checkout, this.#options);
    try {
      const file = await readStackFile(checkout, this.#current.file.stack);
      refuseOtherProject(this.#current.file, file);
      this.#current = await deploy(evaluator, file, this.#current.state, checkout, this.#options);
      await serve();
    } finally {
      this.#attempted = filesOf(evaluator, checkout);
      evaluator.stop();
    }
  }
}

/**
 * Deploys a stack for the first time in this process, over what earlier ones left.
 *
 * @throws {LatchkeyError} when it cannot be deployed.
 */
export async function deployFirst(
  evaluator: StackEvaluator,
  file: StackFile,
  options: DeploymentsOptions,
): Promise<Deployments> {
  return new Deployments(await deploy(evaluator, file, await options.store.read(), options.root, options), options);
}

async function deploy(
  evaluator: StackEvaluator,
  file: StackFile,
  before: CloudState | undefined,
  checkout: string,
  { store, signal, onWarning }: DeploymentsOptions,
): Promise<Deployed> {
  const { graph, state } = await evaluator.evaluate({ file, preview: false, state: before, signal });
  const outputs = clear(graph.outputs) as Record<string, unknown>;
  const deployment = { doors: deployedDoors(state), outputs };
  await store.write(state);
  for (const { severity, message } of graph.logs) if (severity === "warning") onWarning(message);
  return { file, state, deployment, files: filesOf(evaluator, checkout) };
}

function filesOf({ files }: StackEvaluator, checkout: string): DescriptionFiles {
  return files.map((file) => relative(checkout, file));
}
