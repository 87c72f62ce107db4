import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writePrograms } from "../fixtures/programs.ts";
import { buildCompiler } from "./build-compiler.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-google-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const programs = (scripts: Readonly<Record<string, string>>) => writePrograms(folder, scripts);

const java = `echo 'openjdk version "17.0.15" 2025-04-15' >&2`;
/** Makes the folder it is told to build into. */
const maven = `for word; do case $word in -Dout=*) mkdir -p "\${word#-Dout=}/classes";; esac; done; echo run >> "$0.runs"`;
const builds = () => join(folder, "latchkey", "google-compiler");

it.each([
  ["there is no Java", {}, "no Java"],
  ["Java is older than 11", { java: `echo 'java version "1.8.0_292"' >&2`, mvn: maven }, "Java 8 is too old"],
  ["there is no Maven", { java }, "no Maven"],
])("says why it is skipped where %s", async (_, scripts, why) => {
  const path = await programs(scripts);
  expect(await buildCompiler({ path, cache: folder })).toEqual({ kind: "skipped", why: expect.stringContaining(why) });
});

it("builds once, into a folder named after the compiler's version and the sources", async () => {
  const bin = await programs({ java, mvn: maven });
  const path = [bin, "/usr/bin", "/bin"].join(delimiter);
  const told: string[] = [];
  const options = { path, cache: folder, tell: (line: string) => told.push(line) };
  const first = await buildCompiler(options);
  expect(first).toMatchObject({ kind: "ready", java: join(bin, "java") });
  expect(await buildCompiler(options)).toEqual(first);
  expect(told).toHaveLength(1);
  expect(await readdir(builds())).toEqual([expect.stringMatching(/^0\.0\.8-[0-9a-f]{12}$/)]);
});

it("needs no Maven once it is built", async () => {
  const path = [await programs({ java, mvn: maven }), "/usr/bin", "/bin"].join(delimiter);
  await buildCompiler({ path, cache: folder });
  expect(await buildCompiler({ path: await programs({ java }), cache: folder })).toMatchObject({ kind: "ready" });
});

it("keeps nothing of a build that fails, and says what Maven said", async () => {
  const path = [await programs({ java, mvn: "echo '[ERROR] no route to Maven Central'; exit 1" }), "/usr/bin", "/bin"];
  const building = buildCompiler({ path: path.join(delimiter), cache: folder });
  await expect(building).rejects.toThrow("no route to Maven Central");
  expect(await readdir(builds())).toEqual([]);
});
