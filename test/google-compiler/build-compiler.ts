import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "../../local/pulumi/find-program.ts";

/** Google's compiler on this machine, or why there is none. */
export type CompilerBuild =
  | { readonly kind: "ready"; readonly java: string /** Folder with `classes` and `lib`. */; readonly home: string }
  | { readonly kind: "skipped"; readonly why: string };

export interface BuildOptions {
  /** Where programs are looked for. Default: the PATH. */
  readonly path?: string;
  /** Folder that keeps what was built. Default: `$XDG_CACHE_HOME`, else `~/.cache`. */
  readonly cache?: string;
  /** Takes one line about what goes on. */
  readonly tell?: (line: string) => void;
}

const SOURCES = ["pom.xml", "driver/CompileLines.java", "driver/SchemaOnce.java"];
const OLDEST_JAVA = 11;
const run = promisify(execFile);

/**
 * Builds Google's compiler and our driver once with Maven, into a folder named after what it is built from.
 *
 * @throws when Java and Maven are there but the build fails.
 */
export async function buildCompiler(options: BuildOptions = {}): Promise<CompilerBuild> {
  const { path = process.env.PATH ?? "", tell = () => {} } = options;
  const java = await findProgram("java", path);
  if (java === undefined) return { kind: "skipped", why: "there is no Java on the PATH" };
  const version = await javaVersion(java);
  if (version < OLDEST_JAVA) return { kind: "skipped", why: `Java ${version} is too old, ${OLDEST_JAVA} is needed` };
  const cache = options.cache ?? (process.env.XDG_CACHE_HOME || join(homedir(), ".cache"));
  const builds = join(cache, "latchkey", "google-compiler");
  const home = join(builds, await versionOfSources());
  if (await exists(home)) return { kind: "ready", java, home };
  const maven = await findProgram("mvn", path);
  if (maven === undefined) return { kind: "skipped", why: "there is no Maven on the PATH to fetch and build it with" };
  tell("fetching Google's compiler from Maven Central and building the driver, once; it takes about half a minute");
  await mkdir(builds, { recursive: true });
  const draft = await mkdtemp(join(builds, "build-"));
  try {
    await buildInto(draft, maven);
    // Somebody else's build may have come first; it holds the same.
    await rename(draft, home).catch(async (error: unknown) => {
      if (!(await exists(home))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { kind: "ready", java, home };
}

async function buildInto(folder: string, maven: string): Promise<void> {
  const pom = join(import.meta.dirname, "pom.xml");
  const goals = ["compiler:compile", "dependency:copy-dependencies"];
  try {
    await run(maven, ["-B", "-q", "-f", pom, `-Dout=${folder}`, ...goals], { maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stdout = "", message = "" } = error as { stdout?: string; message?: string };
    throw new Error(`Maven could not build Google's compiler:\n${(stdout || message).trim().slice(-2_000)}`);
  }
}

/** Version of the compiler and a digest of everything that is built, e.g. `0.0.8-1f2e3d4c5b6a`. */
async function versionOfSources(): Promise<string> {
  const texts = await Promise.all(SOURCES.map((file) => readFile(join(import.meta.dirname, file), "utf8")));
  const version = /<artifactId>api-compiler<\/artifactId>\s*<version>([^<]+)</.exec(texts.join())?.[1] ?? "unknown";
  return `${version}-${createHash("sha256").update(texts.join("\0")).digest("hex").slice(0, 12)}`;
}

/** Major version; 8 and older call themselves 1.8. */
async function javaVersion(java: string): Promise<number> {
  const { stderr } = await run(java, ["-version"]);
  const [, major, minor] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? [];
  return Number(major === "1" ? minor : major);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
