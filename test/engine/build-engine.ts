import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { oldestCli } from "../../infra/oldest-cli.ts";
import { takeLock } from "../../local/lock.ts";
import { findEngine } from "../../local/pulumi/find-engine.ts";
import { findProgram } from "../../local/pulumi/find-program.ts";
import { StateError } from "../../local/state-error.ts";
import { CLI_VERSION, LANGUAGE_VERSION } from "./versions.ts";

/** A real Pulumi engine, or why there is none. */
export type Engine =
  | { readonly kind: "ready" /** Folder with `pulumi` and `pulumi-language-nodejs`. */; readonly bin: string }
  | { readonly kind: "skipped"; readonly why: string };

export interface BuildOptions {
  /** Where programs are looked for. Default: the PATH. */
  readonly path?: string;
  /** Folder that keeps what was built. Default: `$XDG_CACHE_HOME`, else `~/.cache`. */
  readonly cache?: string;
  /** Takes one line about what goes on. */
  readonly tell?: (line: string) => void;
}

/** One Go program and the folder of the module that pins it. */
interface Program {
  readonly name: string;
  readonly module: string;
  readonly package: string;
  readonly flags: readonly string[];
}

const PROGRAMS: readonly Program[] = [
  {
    name: "pulumi-language-nodejs",
    module: "language",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    flags: ["-ldflags", version(LANGUAGE_VERSION)],
  },
  {
    name: "pulumi",
    module: "cli",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    flags: ["-tags", "osusergo,grpcnotrace", "-ldflags", version(CLI_VERSION)],
  },
];

/** How often somebody else's build is looked at. */
const PAUSE_MS = 1_000;

/**
 * Finds the Pulumi CLI and its Node language host on the PATH, or builds both once with Go.
 *
 * @throws when Go is there but the build fails.
 */
export async function buildEngine(options: BuildOptions = {}): Promise<Engine> {
  const { path = process.env.PATH ?? "", tell = () => {} } = options;
  const found = await installed(path, tell);
  if (found !== undefined) return { kind: "ready", bin: found };
  const cache = options.cache ?? (process.env.XDG_CACHE_HOME || join(homedir(), ".cache"));
  const home = join(cache, "latchkey", "engine", `${CLI_VERSION}-${LANGUAGE_VERSION}`);
  const bin = join(home, "bin");
  if (await exists(bin)) return { kind: "ready", bin };
  const go = await findProgram("go", path);
  if (go === undefined) {
    return {
      kind: "skipped",
      why: `there is no pulumi ${oldestCli} or newer on the PATH, and no Go to build one`,
    };
  }
  await mkdir(home, { recursive: true });
  const lock = await takePatiently(join(home, "lock"), bin, tell);
  try {
    if (!(await exists(bin))) await build(go, home, bin, tell);
  } finally {
    await lock.release();
  }
  return { kind: "ready", bin };
}

async function installed(path: string, tell: (line: string) => void): Promise<string | undefined> {
  const engine = await findEngine(path);
  if (engine.kind === "found") return dirname(engine.cli);
  if (engine.kind === "pulumi_cli_too_old") {
    tell(`pulumi ${engine.version} on the PATH is too old, ${oldestCli} is needed`);
  }
  return undefined;
}

/** Builds into a folder of its own and gives it its name when everything is there. */
async function build(go: string, home: string, bin: string, tell: (line: string) => void): Promise<void> {
  const draft = await mkdtemp(join(home, "build-"));
  try {
    for (const program of PROGRAMS) {
      tell(`building ${program.name} with Go, once; from nothing the CLI takes about five minutes`);
      const out = ["-o", join(draft, program.name)];
      let packages = 0;
      await run(go, ["build", "-v", "-trimpath", "-buildvcs=false", ...out, ...program.flags, program.package], {
        cwd: join(import.meta.dirname, program.module),
        onErrorLine() {
          packages += 1;
          if (packages % 100 === 0) tell(`${program.name}: ${packages} packages compiled`);
        },
      });
    }
    await rename(draft, bin);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function takePatiently(file: string, bin: string, tell: (line: string) => void) {
  for (let isTold = false; ; ) {
    try {
      return await takeLock(file);
    } catch (error) {
      if (!(error instanceof StateError) || error.code !== "stack_locked") throw error;
      if (!isTold) tell(`waiting for another process that builds ${bin}`);
      isTold = true;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly onErrorLine?: () => void },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "local", PULUMI_SKIP_UPDATE_CHECK: "true" };
    const child = spawn(program, args, { cwd: options.cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const lines: string[] = [];
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      lines.push(line);
      options.onErrorLine?.();
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code}:\n${lines.slice(-20).join("\n")}`));
    });
  });
}

/** Without it the CLI takes itself for a development build and refuses plugins. */
function version(number: string): string {
  return `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${number}`;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
