import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runCli } from "../../../local/pulumi/run-cli.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "latchkey-run-"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const env = { PATH: process.env.PATH ?? "" };
const sh = (script: string, signal?: AbortSignal) => runCli("/bin/sh", ["-c", script], { cwd, env, signal });

it("tells what a program said and how it ended", async () => {
  const ended = await sh("echo out; echo err >&2; exit 3");
  expect(ended).toMatchObject({ code: 3, stdout: "out\n" });
  expect(ended.text.split("\n").sort()).toEqual(["", "err", "out"]);
});

it("hands on no variable but those it is given", async () => {
  process.env.PULUMI_ACCESS_TOKEN = "of the developer";
  try {
    expect((await sh("echo [$PULUMI_ACCESS_TOKEN]")).stdout).toBe("[]\n");
  } finally {
    delete process.env.PULUMI_ACCESS_TOKEN;
  }
});

it("fails when there is no such program", async () => {
  await expect(runCli(join(cwd, "nothing"), [], { cwd, env })).rejects.toMatchObject({ code: "ENOENT" });
});

it("starts nothing once it is given up", async () => {
  await expect(sh("touch started", AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  await expect(readFile(join(cwd, "started"))).rejects.toMatchObject({ code: "ENOENT" });
});

it("ends with a program whatever it started, in whichever process group", async () => {
  // `setsid` puts the grandchild out of reach of any signal to the group, as the CLI does with plugins.
  const interrupted = new AbortController();
  const script = `setsid sh -c 'sleep 600 & echo $! > grandchild; echo $$ > child; wait' & echo $$ > own; wait`;
  const running = sh(script, interrupted.signal);
  const pids = async () =>
    Promise.all(["own", "child", "grandchild"].map(async (name) => Number(await readFile(join(cwd, name), "utf8"))));
  await expect.poll(() => pids().catch(() => [0]), { timeout: 10_000 }).not.toContain(0);
  const started = await pids();
  interrupted.abort();
  await expect(running).rejects.toMatchObject({ name: "AbortError" });
  await expect.poll(() => started.filter(lives), { timeout: 10_000 }).toEqual([]);
});

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
