import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { projectRoot } from "../../infra/project-root.ts";
import type { CloudObject, CloudState } from "../../local/cloud/state.ts";
import { everything } from "../../local/cloud/state.ts";
import { type Fault, readFaults } from "../../local/provider/faults.ts";
import { devConfig, makeProject } from "../fixtures/project.ts";
import { engineEnv, installProvider, placesIn, type StackPlaces } from "./engine-env.ts";
import { type Operation, readEvents } from "./operations.ts";
import { type Ended, runCli } from "./run-cli.ts";

export type Config = Readonly<Record<string, unknown>>;

/** One run of the engine. */
export interface EngineRun {
  readonly command: string;
  readonly ok: boolean;
  /** What it did or, in a preview, would do; nothing that stays the same. */
  readonly operations: readonly Operation[];
  /** URNs of everything the program registered. */
  readonly seen: readonly string[];
  readonly errors: readonly string[];
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
}

/** A stack on the real engine, in a folder of its own, with a cloud of its own. */
export class EngineStack {
  readonly #bin: string;
  readonly places: StackPlaces;
  readonly runs: EngineRun[] = [];
  /** What the table of scenarios says besides its runs. */
  readonly notes: string[] = [];
  #extraEnv: Record<string, string> = {};
  /** Runs that may still go on, too: each has its own log. */
  #begun = 0;

  constructor(bin: string, root: string) {
    this.#bin = bin;
    this.places = placesIn(root);
  }

  /** A project with Pulumi.dev.yaml as {@link devConfig} says, nothing deployed. */
  static async create(bin: string, config: Config = devConfig): Promise<EngineStack> {
    const project = await makeProject(config);
    const root = await emptyFolder();
    await rename(project.root, root);
    const stack = new EngineStack(bin, root);
    const { backend, home } = stack.places;
    await mkdir(backend);
    await mkdir(home);
    for (const folder of ["infra", "node_modules"]) await symlink(join(projectRoot, folder), join(root, folder));
    await installProvider(stack.places);
    const begun = await stack.cli(["stack", "init", "dev"]);
    if (begun.code !== 0) throw new Error(begun.text);
    return stack;
  }

  /** The same stack again, with its history and its cloud, in another folder. */
  async clone(): Promise<EngineStack> {
    const root = await emptyFolder();
    await cp(this.places.root, root, { recursive: true, verbatimSymlinks: true });
    const copy = new EngineStack(this.#bin, root);
    await installProvider(copy.places);
    return copy;
  }

  /** Sets variables for the runs to come, e.g. `LATCHKEY_CLOUD_LAG`. */
  setEnv(env: Readonly<Record<string, string>>): void {
    this.#extraEnv = { ...this.#extraEnv, ...env };
  }

  /** Writes the stack's configuration; what the CLI keeps in the same file stays. */
  async configure(config: Config): Promise<void> {
    const file = join(this.places.root, "Pulumi.dev.yaml");
    const present = (parse(await readFile(file, "utf8")) ?? {}) as Record<string, unknown>;
    await writeFile(file, stringify({ ...present, config }, { aliasDuplicateObjects: false }));
  }

  /** Writes `openapi/api.yaml`. */
  async describe(description: string): Promise<void> {
    await writeFile(join(this.places.root, "openapi", "api.yaml"), description);
  }

  async description(): Promise<string> {
    return readFile(join(this.places.root, "openapi", "api.yaml"), "utf8");
  }

  preview(...args: string[]): Promise<EngineRun> {
    return this.#deploy("preview", args);
  }

  /** Deploys as people do: after a preview that may refuse it. */
  previewAndUp(...args: string[]): Promise<EngineRun> {
    return this.#deploy("up", ["--yes", ...args]);
  }

  up(...args: string[]): Promise<EngineRun> {
    return this.#deploy("up", ["--yes", "--skip-preview", ...args]);
  }

  refresh(...args: string[]): Promise<EngineRun> {
    return this.#deploy("refresh", ["--yes", "--skip-preview", ...args]);
  }

  /** Destroys as people do: after a preview that may refuse it. */
  destroy(...args: string[]): Promise<EngineRun> {
    return this.#deploy("destroy", ["--yes", ...args]);
  }

  /** Outputs with their secrets in clear. */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.#must(["stack", "output", "--json", "--show-secrets"])) as Record<string, unknown>;
  }

  /** The exported deployment, as text: secrets are ciphertext. */
  export(...args: string[]): Promise<string> {
    return this.#must(["stack", "export", ...args]);
  }

  /** Every file the engine wrote, with its text: checkpoint, history, copies of both, event logs. */
  async written(): Promise<readonly (readonly [string, string])[]> {
    const { root, backend, home } = this.places;
    const logs = (await readdir(root)).filter((name) => name.startsWith("events-")).map((name) => join(root, name));
    const inFolders = await Promise.all([backend, home].map(filesIn));
    return Promise.all(
      [...logs, ...inFolders.flat()].map(async (file) => [file, await readFile(file, "utf8")] as const),
    );
  }

  /** Resources of the checkpoint. */
  async resources(): Promise<readonly StateResource[]> {
    const { deployment } = JSON.parse(await this.export()) as { deployment: { resources?: StateResource[] } };
    return deployment.resources ?? [];
  }

  /** What exists in the cloud. */
  async cloud(): Promise<CloudState> {
    return JSON.parse(await readFile(this.places.cloud, "utf8")) as CloudState;
  }

  /** Objects of a type that exist in the cloud, managed or left behind. */
  async objects(type: string): Promise<readonly CloudObject[]> {
    return everything(await this.cloud()).filter((object) => object.type === type);
  }

  /** Changes the cloud behind the stack's back. */
  async tamper(change: (object: CloudObject) => CloudObject | undefined): Promise<void> {
    const state = await this.cloud();
    const kept = (objects: readonly CloudObject[]) => objects.flatMap((object) => change(object) ?? []);
    const objects = Object.fromEntries(
      Object.entries(state.objects).flatMap(([urn, object]) => {
        const changed = change(object);
        return changed === undefined ? [] : [[urn, changed] as const];
      }),
    );
    const next: CloudState = { ...state, objects, replaced: kept(state.replaced), left: kept(state.left) };
    await writeFile(this.places.cloud, JSON.stringify(next));
  }

  /** Puts an object into the cloud that somebody else made. */
  async place(object: CloudObject): Promise<void> {
    const state = await this.cloud();
    await writeFile(this.places.cloud, JSON.stringify({ ...state, left: [...state.left, object] }));
  }

  /** Makes the next operations fail. */
  async fail(...faults: readonly Fault[]): Promise<void> {
    await writeFile(this.places.faults, JSON.stringify(faults));
  }

  /** Faults that nobody has met yet. */
  async faultsLeft(): Promise<readonly Fault[]> {
    const faults = await readFaults(this.places.faults);
    return faults.filter(({ times }) => (times ?? 1) > 0);
  }

  /** Any command of the CLI. */
  cli(args: readonly string[], killed?: AbortSignal): Promise<Ended> {
    return this.#run(join(this.#bin, "pulumi"), [...args, "--non-interactive"], killed);
  }

  /** Any command of ours, for this stack. */
  latchkey(...args: string[]): Promise<Ended> {
    const main = join(projectRoot, "scripts", "latchkey.ts");
    return this.#run(process.execPath, [main, ...args, "--stack", "dev", "-C", this.places.root]);
  }

  async remove(): Promise<void> {
    await rm(this.places.root, { recursive: true, force: true });
  }

  async #must(args: readonly string[]): Promise<string> {
    const ended = await this.cli([...args, "--stack", "dev"]);
    if (ended.code !== 0) throw new Error(ended.text);
    return ended.stdout;
  }

  #run(program: string, args: readonly string[], killed?: AbortSignal): Promise<Ended> {
    const env = { ...engineEnv(this.#bin, this.places), ...this.#extraEnv };
    return runCli(program, args, { cwd: this.places.root, env }, killed);
  }

  async #deploy(command: string, args: readonly string[]): Promise<EngineRun> {
    this.#begun += 1;
    const log = join(this.places.root, `events-${this.#begun}.jsonl`);
    const ended = await this.cli([command, ...args, "--stack", "dev", "--event-log", log]);
    const events = readEvents(await readFile(log, "utf8").catch(() => ""));
    const run: EngineRun = { command, ok: ended.code === 0, ...events, text: ended.text, seconds: ended.seconds };
    this.runs.push(run);
    return run;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "latchkey-engine-"));
}
