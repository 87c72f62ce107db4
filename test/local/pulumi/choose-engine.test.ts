import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chooseEngine } from "../../../local/pulumi/choose-engine.ts";

let bin: string;
beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), "latchkey-choose-"));
});
afterEach(() => rm(bin, { recursive: true, force: true }));

async function program(name: string, script = ""): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, name), 0o755);
}

it("takes the real engine where there is one, unless it is not wanted", async () => {
  await program("pulumi", "echo v3.300.1");
  await program("pulumi-language-nodejs");
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
    if (script !== undefined) await program("pulumi", script);
    expect(await chooseEngine("auto", bin)).toEqual({ kind: "in-process", why: expect.stringMatching(why) });
    await expect(chooseEngine("pulumi", bin)).rejects.toMatchObject({ code, fix: expect.stringContaining("--engine") });
  },
);
