import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { projectRoot } from "../../../infra/project-root.ts";
import { CloudFile } from "../../../local/provider/cloud-file.ts";
import { readFaults } from "../../../local/provider/faults.ts";
import { isRunning } from "../../fixtures/processes.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-provider-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function startProvider(env: Record<string, string>) {
  const main = join(projectRoot, "local", "provider", "main.ts");
  return spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
}

it("prints its port as the first line and serves until it is ended", async () => {
  const provider = startProvider({ LATCHKEY_CLOUD_STATE: join(folder, "cloud.json") });
  const [line] = (await once(createInterface({ input: provider.stdout }), "line")) as [string];
  expect(Number(line)).toBeGreaterThan(1023);
  const ended = once(provider, "exit");
  provider.kill();
  expect(await ended).toEqual([null, "SIGTERM"]);
});

it("ends when whoever started it was killed", async () => {
  const main = join(projectRoot, "local", "provider", "main.ts");
  const shell = spawn("sh", ["-c", `"${process.execPath}" "${main}" & echo $!; wait`], {
    env: { LATCHKEY_CLOUD_STATE: join(folder, "cloud.json") },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  await lines.next();
  expect(await isRunning(pid)).toBe(true);
  shell.kill("SIGKILL");
  await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false), { interval: 20, timeout: 10_000 });
});

it("says what is missing, without a stack trace", async () => {
  const provider = startProvider({});
  let errors = "";
  provider.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString("utf8");
  });
  expect(await once(provider, "close")).toEqual([1, null]);
  expect(errors).toContain("LATCHKEY_CLOUD_STATE");
  expect(errors).not.toMatch(/\n\s+at /);
});

it.each(["", "not JSON", "{}", '{"version":2}'])("does not take %j for a cloud, and leaves it alone", async (text) => {
  const file = join(folder, "cloud.json");
  await writeFile(file, text);
  await expect(new CloudFile(file).change(() => "changed")).rejects.toMatchObject({ code: "state_unreadable" });
  await expect(new CloudFile(file).look(() => "seen")).rejects.toMatchObject({ code: "state_unreadable" });
});

it("writes nothing when a change fails", async () => {
  const cloud = new CloudFile(join(folder, "cloud.json"), "123456789012");
  await cloud.change(() => "made");
  const failing = cloud.change((inventory) => {
    const times = { sequence: 0, createdAt: 0 };
    inventory.put("urn", {
      type: "t",
      name: "n",
      id: "i",
      inputs: {},
      outputs: {},
      protect: false,
      retainOnDelete: false,
      ...times,
    });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await cloud.look((inventory) => inventory.entries())).toEqual([]);
});

it.each(["{}", "[", "null"])("does not take %j for a list of faults", async (text) => {
  const file = join(folder, "faults.json");
  await writeFile(file, text);
  await expect(readFaults(file)).rejects.toMatchObject({ code: "faults_unreadable" });
});
