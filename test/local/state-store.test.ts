import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CloudState } from "../../local/cloud/state.ts";
import { openStateStore, type StateStoreOptions } from "../../local/state-store.ts";

let folder: string;
let file: string;
let warnings: string[];

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "latchkey-state-")), "dev");
  file = join(folder, "state.json");
  warnings = [];
});

afterEach(() => rm(join(folder, ".."), { recursive: true, force: true }));

function state(projectNumber: string): CloudState {
  return { version: 1, projectNumber, objects: {}, replaced: [], left: [], deleted: {} };
}

/** Opens, does something, and closes again, as one run does. */
async function run<T>(
  work: (store: Awaited<ReturnType<typeof openStateStore>>) => Promise<T>,
  options: StateStoreOptions = {},
) {
  const store = await openStateStore(folder, { warn: (message) => warnings.push(message), ...options });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const write = (projectNumber: string, options?: StateStoreOptions) =>
  run((store) => store.write(state(projectNumber)), options);
const read = () => run((store) => store.read());

describe("the state of a stack", () => {
  it("is nothing on the first run, and what was written ever after", async () => {
    expect(await read()).toBeUndefined();
    await write("1");
    await write("2");
    expect(await read()).toEqual(state("2"));
    expect(warnings).toEqual([]);
  });

  it("can be read by its owner only", async () => {
    await write("1");
    await write("2");
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);
  });

  it("leaves no temporary files, and one copy of what was before", async () => {
    await write("1");
    await write("2");
    await write("3");
    expect((await readdir(folder)).sort()).toEqual(["state.json", "state.previous.json"]);
    expect(await readFile(join(folder, "state.previous.json"), "utf8")).toContain('"projectNumber":"2"');
  });

  it("is JSON that any tool can read", async () => {
    await write("1");
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ latchkey: 1, state: { projectNumber: "1" } });
  });

  it("is written in the order of the calls", async () => {
    await run(async (store) => {
      await Promise.all(["1", "2", "3"].map((number) => store.write(state(number))));
    });
    expect(await read()).toEqual(state("3"));
  });
});

describe("a file cut off in the middle of a write", () => {
  it("is noticed wherever it was cut, and the copy before it is used with a warning", async () => {
    await write("1");
    await write("2");
    const whole = await readFile(file);
    for (let length = 0; length < whole.length; length += 1) {
      await writeFile(file, whole.subarray(0, length));
      warnings.length = 0;
      const found = await read();
      expect(found, `cut after ${length}`).toEqual(state("1"));
      expect(warnings).toEqual([expect.stringContaining(file)]);
    }
  });

  it("is explained when there is no copy: which file, and how to go on", async () => {
    await write("1");
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, 40));
    await expect(read()).rejects.toMatchObject({
      code: "state_damaged",
      message: expect.stringContaining(file),
      fix: expect.stringContaining("backup"),
    });
    expect(await readFile(file)).toEqual(whole.subarray(0, 40));
  });

  it("is kept beside the next one that is written, and so is the copy", async () => {
    await write("1");
    await write("2");
    const whole = await readFile(file, "utf8");
    await writeFile(file, whole.slice(0, 50));
    await write("3");
    const names = await readdir(folder);
    const damaged = names.find((name) => name.startsWith("state.json.damaged-")) ?? "";
    expect(await readFile(join(folder, damaged), "utf8")).toBe(whole.slice(0, 50));
    expect(await readFile(join(folder, "state.previous.json"), "utf8")).toContain('"projectNumber":"1"');
    expect(await read()).toEqual(state("3"));
  });
});

describe("a file edited by hand", () => {
  it("is noticed at every byte", async () => {
    await write("1");
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at += 1) {
      const edited = Buffer.from(whole);
      edited[at] = (edited[at] ?? 0) ^ 1;
      await writeFile(file, edited);
      await expect(read(), `byte ${at}`).rejects.toMatchObject({
        code: expect.stringMatching(/^state_(damaged|too_new)$/),
      });
    }
  });

  it("of a later release is not touched", async () => {
    await write("1");
    const later = (await readFile(file, "utf8")).replace('"latchkey":1', '"latchkey":2');
    await writeFile(file, later);
    await expect(read()).rejects.toMatchObject({ code: "state_too_new", details: { format: 2 } });
    expect(await readFile(file, "utf8")).toBe(later);
  });
});

describe("a write that cannot be done", () => {
  it("on a full disk says so, leaves no rubbish, and the old state stands", async () => {
    await write("1");
    const openFile: StateStoreOptions["openFile"] = async (path, flags, mode) => {
      await (await open(path, flags, mode)).close();
      return open("/dev/full", "w");
    };
    await expect(write("2", { openFile })).rejects.toMatchObject({
      code: "disk_full",
      message: expect.stringContaining(file),
    });
    expect(await readdir(folder)).toEqual(["state.json"]);
    expect(await read()).toEqual(state("1"));
  });

  it("because a file stands where the folder should be says so", async () => {
    await writeFile(folder, "");
    await expect(read()).rejects.toMatchObject({ code: "state_not_writable" });
  });

  it("because a folder stands where the file should be says so", async () => {
    await run(async () => {});
    const { mkdir } = await import("node:fs/promises");
    await mkdir(file);
    await expect(read()).rejects.toMatchObject({ code: "state_not_readable" });
  });
});

describe("a second run on the same stack", () => {
  it("is refused while the first holds it, naming the process, and let in afterwards", async () => {
    const first = await openStateStore(folder);
    await expect(openStateStore(folder)).rejects.toMatchObject({ code: "stack_locked", details: { pid: process.pid } });
    await first.close();
    await first.close();
    await (await openStateStore(folder)).close();
  });
});
