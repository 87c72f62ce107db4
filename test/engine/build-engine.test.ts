import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writePrograms } from "../fixtures/programs.ts";
import { buildEngine } from "./build-engine.ts";
import { CLI_VERSION, LANGUAGE_VERSION } from "./versions.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-build-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const programs = (scripts: Readonly<Record<string, string>>) => writePrograms(folder, scripts);

const system = ["/usr/bin", "/bin"].join(delimiter);
const built = () => join(folder, "latchkey", "engine", `${CLI_VERSION}-${LANGUAGE_VERSION}`, "bin");

it("takes the CLI and the language host it finds on the PATH", async () => {
  const bin = await programs({ pulumi: "echo v3.300.1", "pulumi-language-nodejs": "" });
  expect(await buildEngine({ path: bin, cache: folder })).toEqual({ kind: "ready", bin });
});

it("says why it is skipped where there is neither a CLI nor Go", async () => {
  expect(await buildEngine({ path: folder, cache: folder })).toMatchObject({
    kind: "skipped",
    why: expect.stringContaining("no Go"),
  });
});

it("passes over a CLI that is too old, and says so", async () => {
  const bin = await programs({ pulumi: "echo v3.100.0", "pulumi-language-nodejs": "" });
  const lines: string[] = [];
  expect((await buildEngine({ path: bin, cache: folder, tell: (line) => lines.push(line) })).kind).toBe("skipped");
  expect(lines).toEqual([expect.stringContaining("3.100.0")]);
});

it("takes what an earlier run built", async () => {
  await mkdir(built(), { recursive: true });
  expect(await buildEngine({ path: folder, cache: folder })).toEqual({ kind: "ready", bin: built() });
});

it("builds both with Go once, also for two processes that ask at the same time", async () => {
  const log = join(folder, "log");
  const go = `out=; while [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done; echo built >> "${log}"; : > "$out"`;
  const path = [await programs({ go }), system].join(delimiter);
  const lines: string[] = [];
  const tell = (line: string) => lines.push(line);
  const both = await Promise.all([
    buildEngine({ path, cache: folder, tell }),
    buildEngine({ path, cache: folder, tell }),
  ]);
  expect(both).toEqual([
    { kind: "ready", bin: built() },
    { kind: "ready", bin: built() },
  ]);
  expect(lines.filter((line) => line.startsWith("building"))).toHaveLength(2);
});

it("leaves nothing half built when Go fails, and tells its last lines", async () => {
  const path = [await programs({ go: "echo no such module >&2; exit 1" }), system].join(delimiter);
  await expect(buildEngine({ path, cache: folder })).rejects.toThrow(/no such module/);
  await expect(buildEngine({ path: folder, cache: folder })).resolves.toMatchObject({ kind: "skipped" });
});
