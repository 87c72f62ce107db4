import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeLock } from "../../local/lock.ts";
import { processStart } from "../../local/process-start.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-lock-"));
  file = join(folder, "lock");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it("is held by one at a time, and leaves nothing behind", async () => {
  const first = await takeLock(file);
  await expect(takeLock(file)).rejects.toMatchObject({ code: "stack_locked", message: expect.stringContaining(file) });
  await first.release();
  expect(await readdir(folder)).toEqual([]);
});

it("goes to exactly one of many who ask at once", async () => {
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file)));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("is taken over from a process that died with it, by exactly one", async () => {
  const child = spawn(process.execPath, ["-e", "0"]);
  await once(child, "exit");
  await writeFile(file, JSON.stringify({ pid: child.pid, start: "1", since: "then" }));
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(file)));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await readFile(file, "utf8")).toContain(`"pid":${process.pid}`);
  expect(await readdir(folder)).toEqual(["lock"]);
});

it.skipIf(process.platform !== "linux")(
  "is taken over when its process number has gone to a later process",
  async () => {
    await writeFile(file, JSON.stringify({ pid: process.pid, start: "1", since: "then" }));
    await (await takeLock(file)).release();
  },
);

it("is refused while another living process holds it", async () => {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], { stdio: ["pipe", "ignore", "ignore"] });
  try {
    const start = await processStart(child.pid ?? 0);
    await writeFile(file, JSON.stringify({ pid: child.pid, start, since: "13:00" }));
    await expect(takeLock(file)).rejects.toMatchObject({ details: { pid: child.pid, since: "13:00" } });
  } finally {
    child.stdin?.end();
    await once(child, "exit");
  }
});

for (const rubbish of ["", "{", "null", '{"pid":"x"}', "[]"]) {
  it(`is taken over when its file holds ${JSON.stringify(rubbish)}`, async () => {
    await writeFile(file, rubbish);
    await (await takeLock(file)).release();
  });
}

it("does not remove a lock that somebody else has taken since", async () => {
  const first = await takeLock(file);
  const theirs = JSON.stringify({ pid: process.ppid, start: "", since: "later" });
  await writeFile(file, theirs);
  await first.release();
  expect(await readFile(file, "utf8")).toBe(theirs);
});

it("says when the folder is not there", async () => {
  await expect(takeLock(join(folder, "none", "lock"))).rejects.toMatchObject({ code: "state_not_writable" });
});
