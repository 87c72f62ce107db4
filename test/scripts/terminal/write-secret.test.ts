import { mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refuseExisting, writeSecret } from "../../../scripts/terminal/write-secret.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "latchkey-secret-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("a secret goes into a new file of its owner's alone", async () => {
  const file = join(root, "token");
  await refuseExisting(file);
  await writeSecret(file, "s3cret");
  expect(await readFile(file, "utf8")).toBe("s3cret");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("a file that is there is refused before and while writing, and stays", async () => {
  const file = join(root, "token");
  await writeFile(file, "old");
  await expect(refuseExisting(file)).rejects.toMatchObject({ code: "output_exists" });
  await expect(writeSecret(file, "s3cret")).rejects.toMatchObject({ code: "output_exists" });
  expect(await readFile(file, "utf8")).toBe("old");
});

test("a link that leads nowhere is not followed", async () => {
  await symlink(join(root, "elsewhere"), join(root, "token"));
  await expect(writeSecret(join(root, "token"), "s3cret")).rejects.toMatchObject({ code: "output_exists" });
});

test("a folder that is not there is told without the secret", async () => {
  const written = writeSecret(join(root, "nowhere", "token"), "s3cret");
  await expect(written).rejects.toMatchObject({ code: "output_unwritable", message: expect.stringMatching(/ENOENT/) });
  await expect(written).rejects.not.toMatchObject({ message: expect.stringContaining("s3cret") });
});
