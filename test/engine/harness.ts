import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { projectRoot } from "../../infra/project-root.ts";
import type { CloudObject, CloudState } from "../../local/cloud/state.ts";
import { everything } from "../../local/cloud/state.ts";
import { type Fault, readFaults } from "../../local/provider/faults.ts";
import { bringProgram } from "../../local/pulumi/bring-program.ts";
import type { EnginePlaces } from "../../local/pulumi/engine-places.ts";
import { installProvider } from "../../local/pulumi/install-provider.ts";
import { type EngineRun, PulumiStack, type StateResource } from "../../local/pulumi/pulumi-stack.ts";
import { type Ended, runCli } from "../../local/pulumi/run-cli.ts";
import { devConfig, makeProject } from "../fixtures/project.ts";

export type { EngineRun, StateResource };
export type Config = Readonly<Record<string, unknown>>;

/** Where one stack keeps its things: everything in the folder of Pulumi.yaml. */
interface StackPlaces extends EnginePlaces {
  readonly root: string;
}

/** A stack on the real engine, in a folder of its own, with a cloud of its own. */
export class EngineStack {
  readonly #bin: string;
  readonly places: StackPlaces;
  readonly runs: EngineRun[] = [];
  /** What the table of scenarios says besides its runs. */
  readonly notes: string[] = [];
  readonly #stack: PulumiStack;
  #extraEnv: Record<string, string> = {};

  constructor(bin: string, root: string) {
    this.#bin = bin;
    const [cli, projectNumber] = [join(bin, "pulumi"), "123456789012"];
    this.#stack = new PulumiStack({ folder: root, stack: "dev", cli, bins: [bin], projectNumber });
    this.places = { ...this.#stack.places, root };
  }

  /** A project with Pulumi.dev.yaml as {@link devConfig} says, nothing deployed. */
  static async create(bin: string, config: Config = devConfig): Promise<EngineStack> {
    const project = await makeProject(config);
    const root = await emptyFolder();
    await rename(project.root, root);
    const stack = new EngineStack(bin, root);
    await bringProgram(root);
    await stack.#stack.begin(root);
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
  outputs(): Promise<Record<string, unknown>> {
    return this.#stack.outputs(this.places.root, this.#extraEnv);
  }

  /** The exported deployment, as text: secrets are ciphertext. */
  async export(...args: string[]): Promise<string> {
    const ended = await this.cli(["stack", "export", ...args, "--stack", "dev"]);
    if (ended.code !== 0) throw new Error(ended.text);
    return ended.stdout;
  }

  /** Every file the engine wrote, with its text: checkpoint, history, copies of both, event logs. */
  async written(): Promise<readonly (readonly [string, string])[]> {
    const { backend, home, logs } = this.places;
    const files = await Promise.all([backend, home, logs].map(filesIn));
    return Promise.all(files.flat().map(async (file) => [file, await readFile(file, "utf8")] as const));
  }

  /** Resources of the checkpoint. */
  resources(): Promise<readonly StateResource[]> {
    return this.#stack.resources(this.places.root, this.#extraEnv);
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

  /**
   * Any command of the CLI.
   *
   * @param killed - kills the CLI alone, as the system might.
   */
  cli(args: readonly string[], killed?: AbortSignal): Promise<Ended> {
    const kill = (pid: number) => killed?.addEventListener("abort", () => process.kill(pid, "SIGKILL"));
    return this.#stack.cli(this.places.root, args, this.#extraEnv, kill);
  }

  /** Environment of whatever is to meet this stack. */
  get env(): Record<string, string> {
    return { ...this.#stack.env(this.places.root), ...this.#extraEnv };
  }

  /** Any command of ours, for this stack. */
  latchkey(...args: string[]): Promise<Ended> {
    const { root } = this.places;
    const main = join(projectRoot, "scripts", "latchkey.ts");
    return runCli(process.execPath, [main, ...args, "--stack", "dev", "-C", root], { cwd: root, env: this.env });
  }

  async remove(): Promise<void> {
    await rm(this.places.root, { recursive: true, force: true });
  }

  async #deploy(command: string, args: readonly string[]): Promise<EngineRun> {
    const run = await this.#stack.run(this.places.root, command, args, this.#extraEnv);
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
