import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { knownUrns, readKnownUrns } from "../../../local/recover/known-urns.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-known-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("are those of an exported stack", async () => {
  const file = join(folder, "state.json");
  await writeFile(
    file,
    JSON.stringify({ version: 3, deployment: { resources: [{ urn: "urn:a" }, { urn: "urn:b" }] } }),
  );
  expect(await readKnownUrns(file)).toEqual(new Set(["urn:a", "urn:b"]));
  expect(knownUrns('{"version":3,"deployment":{}}', "x")).toEqual(new Set());
});

it.each(["", "{}", "[]", "null", '{"resources":[]}'])("are not read out of %j", (text) => {
  expect(() => knownUrns(text, "state.json")).toThrow(/state\.json holds no exported stack/);
});

it("are not to be had from a file that is not there", async () => {
  await expect(readKnownUrns(join(folder, "nothing"))).rejects.toMatchObject({ code: "no_exported_state" });
});
