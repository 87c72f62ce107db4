import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeEmptyFolders } from "../../local/remove-empty-folders.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "latchkey-folders-"));
  await mkdir(join(root, "top", "a", "b"), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("empty folders go, up to the top one and no further", async () => {
  await removeEmptyFolders(join(root, "top", "a", "b"), join(root, "top"));
  expect([existsSync(join(root, "top")), existsSync(root)]).toEqual([false, true]);
});

test("a folder that holds anything stays, and what is around it", async () => {
  await writeFile(join(root, "top", "a", "state.json"), "{}");
  await removeEmptyFolders(join(root, "top", "a", "b"), join(root, "top"));
  expect([existsSync(join(root, "top", "a", "b")), existsSync(join(root, "top", "a", "state.json"))]).toEqual([
    false,
    true,
  ]);
});

test("a folder that is not there is no reason to complain", async () => {
  await removeEmptyFolders(join(root, "top", "gone"), join(root, "top"));
  expect(existsSync(join(root, "top", "a", "b"))).toBe(true);
});
