import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CloudState } from "../../../local/cloud/state.ts";
import { followCloud } from "../../../local/pulumi/follow-cloud.ts";

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), "latchkey-follow-")), "cloud.json");
});
afterEach(() => rm(join(file, ".."), { recursive: true, force: true }));

/** As the provider writes it: whole, under another name first. */
async function write(projectNumber: string): Promise<void> {
  const state: CloudState = { version: 1, projectNumber, objects: {}, replaced: [], left: [], deleted: {} };
  await writeFile(`${file}.tmp`, JSON.stringify(state));
  await rename(`${file}.tmp`, file);
}

it("tells of each change, and for the last time when it is stopped", async () => {
  await write("1");
  const seen: string[] = [];
  const following = followCloud(file, async ({ projectNumber }) => {
    seen.push(projectNumber);
  });
  await write("2");
  await expect.poll(() => seen).toContain("2");
  await write("3");
  await following.stop();
  expect(seen.at(-1)).toBe("3");
  await write("4");
  expect(seen).not.toContain("4");
});

it("tells of nothing that did not change", async () => {
  await write("1");
  const seen: string[] = [];
  const following = followCloud(file, async ({ projectNumber }) => {
    seen.push(projectNumber);
  });
  await write("1");
  await following.stop();
  expect(seen).toEqual(["1"]);
});

it("fails at the end with the first failure, and tells of nothing after it", async () => {
  await write("1");
  let told = 0;
  const following = followCloud(file, async () => {
    told += 1;
    throw new Error(`failure ${told}`);
  });
  await write("2");
  await expect.poll(() => told).toBe(1);
  await write("3");
  await expect(following.stop()).rejects.toThrow("failure 1");
  expect(told).toBe(1);
});
