import { execFile, spawn } from "node:child_process";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";

/** A command that writes a tar archive to its standard output. */
export interface Archive {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Goes to its standard input. */
  readonly input?: string;
}

/** A revision as git keeps it. */
export function archiveOf(repository: string, revision: string): Archive {
  return { command: "git", args: ["archive", "--format=tar", revision], cwd: repository };
}

/** The files of a working tree that git tracks or would, as they are now. */
export async function filesOf(repository: string): Promise<Archive> {
  const list = async (...args: string[]) => {
    const options = { cwd: repository, maxBuffer: 256 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)("git", ["ls-files", "-z", ...args], options);
    return stdout.split("\0").filter((name) => name !== "");
  };
  const deleted = new Set(await list("--deleted"));
  const present = (await list("--cached", "--others", "--exclude-standard")).filter((name) => !deleted.has(name));
  const input = [...new Set(present)].map((name) => `${name}\0`).join("");
  return { command: "tar", args: ["-c", "-f", "-", "--null", "-T", "-"], cwd: repository, input };
}

/**
 * Unpacks an archive while it is written.
 *
 * @throws with what both sides of it complained about.
 */
export async function unpack({ command, args, cwd, input = "" }: Archive, folder: string): Promise<void> {
  const writer = spawn(command, args, { cwd, stdio: ["pipe", "pipe", "pipe"] });
  const reader = spawn("tar", ["-x", "-C", folder], { stdio: ["pipe", "ignore", "pipe"] });
  // Whichever of both ends early is told of by its exit code.
  writer.stdin.on("error", () => {});
  pipeline(writer.stdout, reader.stdin).catch(() => {});
  writer.stdin.end(input);
  // When one fails the other does, too, and nobody can tell which was first.
  const failures = (await Promise.all([failureOf(writer), failureOf(reader)])).filter((text) => text !== undefined);
  if (failures.length > 0) throw new Error(failures.join("; "));
}

function failureOf(child: ReturnType<typeof spawn>): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? undefined : said.trim().split("\n")[0] || `exit code ${code}`));
  });
}
