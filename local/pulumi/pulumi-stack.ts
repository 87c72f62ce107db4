import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { engineEnv } from "./engine-env.ts";
import { EngineError } from "./engine-error.ts";
import { type EnginePlaces, enginePlaces } from "./engine-places.ts";
import { installProvider } from "./install-provider.ts";
import { type Events, readEvents } from "./operations.ts";
import { type Ended, runCli } from "./run-cli.ts";

/** Which stack, on which engine. */
export interface PulumiStackOptions {
  /** Folder that holds the stack's history and its cloud. */
  readonly folder: string;
  readonly stack: string;
  /** Full path of `pulumi`. */
  readonly cli: string;
  /** Folders of `pulumi` and its language host. */
  readonly bins: readonly string[];
  /** Number of the Google project. */
  readonly projectNumber: string;
  /** Ends whatever runs; the call under way then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** One run of the engine. */
export interface EngineRun extends Events {
  readonly command: string;
  readonly ok: boolean;
  /** All it printed. */
  readonly text: string;
  readonly seconds: number;
}

/** One resource in a stack's checkpoint. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

/**
 * A stack on the real engine whose Google is the loopback cloud: with a backend, a home and plugins of its own, so that
 * nothing of the developer's is read or changed.
 */
export class PulumiStack {
  readonly places: EnginePlaces;
  readonly #options: PulumiStackOptions;
  #runs = 0;

  constructor(options: PulumiStackOptions) {
    this.#options = options;
    this.places = enginePlaces(options.folder);
  }

  /**
   * Makes the stack, with nothing deployed.
   *
   * @param root - folder of Pulumi.yaml. The CLI writes into the stack's configuration file there.
   * @throws {EngineError} `engine_failed`
   */
  async begin(root: string): Promise<void> {
    const { backend, home, logs } = this.places;
    for (const folder of [backend, home, logs]) await mkdir(folder);
    await installProvider(this.places);
    const begun = await this.cli(root, ["stack", "init", this.#options.stack]);
    if (begun.code !== 0)
      throw new EngineError("engine_failed", { what: "pulumi stack init", reason: complaints(begun.text) });
  }

  /**
   * Runs a command that changes or previews the stack.
   *
   * @param env - variables on top, e.g. `LATCHKEY_CLOUD_LATENCY`.
   */
  async run(
    root: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<EngineRun> {
    this.#runs += 1;
    const log = join(this.places.logs, `events-${this.#runs}.jsonl`);
    const ended = await this.cli(root, [command, ...args, "--stack", this.#options.stack, "--event-log", log], env);
    const events = readEvents(await readFile(log, "utf8").catch(() => ""));
    return { command, ok: ended.code === 0, ...events, text: ended.text, seconds: ended.seconds };
  }

  /**
   * Deploys, without asking.
   *
   * @param what - for the message.
   * @throws {EngineError} `engine_failed`
   */
  async deploy(root: string, what: string, env?: Readonly<Record<string, string>>): Promise<EngineRun> {
    const run = await this.run(root, "up", ["--yes", "--skip-preview"], env);
    if (!run.ok)
      throw new EngineError("engine_failed", { what, reason: run.errors.join("\n") || complaints(run.text) });
    return run;
  }

  /** Outputs with their secrets in clear. */
  async outputs(root: string, env?: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
    return JSON.parse(await this.#read(root, ["output", "--json", "--show-secrets"], env)) as Record<string, unknown>;
  }

  /** Resources of the checkpoint, secrets encrypted. */
  async resources(root: string, env?: Readonly<Record<string, string>>): Promise<readonly StateResource[]> {
    const exported = JSON.parse(await this.#read(root, ["export"], env)) as ExportedStack;
    return exported.deployment.resources ?? [];
  }

  /** Any command of the CLI. */
  cli(
    root: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    started?: (pid: number) => void,
  ): Promise<Ended> {
    const { cli, signal } = this.#options;
    const options = { cwd: root, env: { ...this.env(root), ...env }, signal, started };
    return runCli(cli, [...args, "--non-interactive"], options);
  }

  /** Environment of the CLI, and of whatever is to meet the same stack. */
  env(root: string): Record<string, string> {
    return engineEnv({ ...this.#options, places: this.places, root });
  }

  async #read(root: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string> {
    const ended = await this.cli(root, ["stack", ...args, "--stack", this.#options.stack], env);
    if (ended.code === 0) return ended.stdout;
    throw new EngineError("engine_failed", { what: `pulumi stack ${args[0]}`, reason: complaints(ended.text) });
  }
}

interface ExportedStack {
  readonly deployment: { readonly resources?: readonly StateResource[] };
}

/** What the CLI printed as errors, else its last lines. */
function complaints(text: string): string {
  const errors = text.match(/^\s*error: .*$/gm)?.map((line) => line.trim()) ?? [];
  return errors.length > 0 ? [...new Set(errors)].join("\n") : text.trim().split("\n").slice(-5).join("\n");
}
