import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findEngine } from "../../../local/pulumi/find-engine.ts";
import { writePrograms } from "../../fixtures/programs.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-find-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("finds the CLI and its language host, also in two folders", async () => {
  const cli = await writePrograms(folder, { pulumi: "echo v3.300.1" });
  const language = await writePrograms(folder, { "pulumi-language-nodejs": "" });
  expect(await findEngine([folder, cli, language].join(delimiter))).toEqual({
    kind: "found",
    cli: join(cli, "pulumi"),
    bins: [cli, language],
    version: "3.300.1",
  });
});

it.each([
  ["there is no CLI", {}, { kind: "no_pulumi_cli" }],
  ["the CLI has no language host", { pulumi: "echo v3.300.1" }, { kind: "no_language_host" }],
  ["the CLI is too old", { pulumi: "echo v3.1.0" }, { kind: "pulumi_cli_too_old", version: "3.1.0" }],
  ["the CLI does not run", { pulumi: "exit 3" }, { kind: "pulumi_cli_too_old", version: "unknown" }],
])("says so when %s", async (_, programs, expected) => {
  expect(await findEngine(await writePrograms(folder, programs))).toMatchObject(expected);
});
