import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { archiveOf, filesOf, unpack } from "../../../local/checkout/unpack.ts";

let folder: string;
let repository: string;
let copy: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-unpack-"));
  [repository, copy] = [join(folder, "repository"), join(folder, "copy")];
  await mkdir(repository);
  await mkdir(copy);
  await write(".gitignore", "secret.env\n");
  await write("kept.txt", "as committed");
  await write("gone.txt", "");
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "first");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function git(...args: string[]): void {
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: repository });
}

const write = (name: string, text: string) => writeFile(join(repository, name), text);
const read = (name: string) => readFile(join(copy, name), "utf8");

it("gives a revision as it was committed", async () => {
  await write("kept.txt", "as edited");
  await unpack(archiveOf(repository, "HEAD"), copy);
  expect((await readdir(copy)).sort()).toEqual([".gitignore", "gone.txt", "kept.txt"]);
  expect(await read("kept.txt")).toBe("as committed");
});

it("gives the working tree as it is: edited, new and removed files, nothing that git ignores", async () => {
  await write("kept.txt", "as edited");
  await write("new file\nof odd name.txt", "new");
  await write("secret.env", "TOKEN=1");
  await rm(join(repository, "gone.txt"));
  await unpack(await filesOf(repository), copy);
  expect((await readdir(copy)).sort()).toEqual([".gitignore", "kept.txt", "new file\nof odd name.txt"]);
  expect(await read("kept.txt")).toBe("as edited");
});

it("fails with what went wrong: an unknown revision, a folder that takes nothing", async () => {
  await expect(unpack(archiveOf(repository, "nothing"), copy)).rejects.toThrow(/nothing/);
  await expect(unpack(archiveOf(repository, "HEAD"), join(copy, "missing"))).rejects.toThrow(/missing/);
});

it("ends when the reader dies in the middle of something long", async () => {
  await write("long.bin", "x".repeat(8_000_000));
  await expect(unpack(await filesOf(repository), join(copy, "missing"))).rejects.toThrow(/missing/);
});
