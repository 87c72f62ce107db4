import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chooseEngine } from "../../../local/pulumi/choose-engine.ts";
import { writePrograms } from "../../fixtures/programs.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-choose-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const programs = (scripts: Readonly<Record<string, string>>) => writePrograms(folder, scripts);

it("takes the real engine where there is one, unless it is not wanted", async () => {
  const bin = await programs({ pulumi: "echo v3.300.1", "pulumi-language-nodejs": "" });
  for (const choice of ["auto", "pulumi"] as const) {
    expect(await chooseEngine(choice, bin)).toMatchObject({ kind: "found", version: "3.300.1" });
  }
  expect(await chooseEngine("in-process", bin)).toEqual({ kind: "in-process", why: "as --engine says" });
});

it.each([
  ["no CLI", undefined, "no_pulumi_cli", /no Pulumi CLI on the PATH/],
  ["an old CLI", "echo v3.1.0", "pulumi_cli_too_old", /is 3\.1\.0, and 3\.240\.0 is the oldest/],
  ["no language host", "echo v3.300.1", "no_language_host", /no pulumi-language-nodejs on the PATH/],
])(
  "with %s goes on in-process and says why, but fails where only the real one will do",
  async (_, script, code, why) => {
    const bin = await programs(script === undefined ? {} : { pulumi: script });
    expect(await chooseEngine("auto", bin)).toEqual({ kind: "in-process", why: expect.stringMatching(why) });
    await expect(chooseEngine("pulumi", bin)).rejects.toMatchObject({ code, fix: expect.stringContaining("--engine") });
  },
);
