import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WriteOptions, writeFileSafely } from "../../local/write-file.ts";

let folder: string;
let file: string;
let previous: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-write-"));
  file = join(folder, "state.json");
  previous = join(folder, "state.previous.json");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("writing a file safely", () => {
  it("replaces it whole, for its owner only, whatever it was before", async () => {
    await writeFile(file, "old", { mode: 0o644 });
    await writeFileSafely(file, "new");
    expect(await readFile(file, "utf8")).toBe("new");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("keeps what was before, and only that", async () => {
    for (const contents of ["1", "2", "3"]) await writeFileSafely(file, contents, { previous });
    expect(await readFile(previous, "utf8")).toBe("2");
    expect((await readdir(folder)).sort()).toEqual(["state.json", "state.previous.json"]);
  });

  it("keeps nothing the first time", async () => {
    await writeFileSafely(file, "1", { previous });
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it("never shows a half-written file to somebody who reads at the same time", async () => {
    const texts = ["a", "b"].map((letter) => letter.repeat(200_000));
    await writeFileSafely(file, texts[0] ?? "");
    let isWriting = true;
    const writing = (async () => {
      for (let round = 0; round < 20; round += 1) await writeFileSafely(file, texts[round % 2] ?? "", { previous });
      isWriting = false;
    })();
    let reads = 0;
    while (isWriting) {
      expect(texts).toContain(await readFile(file, "utf8"));
      reads += 1;
    }
    await writing;
    expect(reads).toBeGreaterThan(0);
  });

  const failures: readonly (readonly [string, WriteOptions["openFile"], string])[] = [
    [
      "the disk is full",
      async (path, flags, mode) => {
        await (await open(path, flags, mode)).close();
        return open("/dev/full", "w");
      },
      "disk_full",
    ],
    [
      "the file may not be made",
      () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES" })),
      "state_not_writable",
    ],
  ];
  for (const [what, openFile, code] of failures) {
    it(`leaves both old files and nothing else when ${what}`, async () => {
      await writeFileSafely(file, "1", { previous });
      await writeFileSafely(file, "2", { previous });
      await expect(writeFileSafely(file, "3", { previous, openFile })).rejects.toMatchObject({ code });
      expect(await readFile(file, "utf8")).toBe("2");
      expect(await readFile(previous, "utf8")).toBe("1");
      expect((await readdir(folder)).sort()).toEqual(["state.json", "state.previous.json"]);
    });
  }

  it("says so when something else stands in its place", async () => {
    await mkdir(file);
    await expect(writeFileSafely(file, "1")).rejects.toMatchObject({ code: "state_not_writable" });
    expect(await readdir(folder)).toEqual(["state.json"]);
  });
});
