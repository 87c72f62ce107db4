import { existsSync } from "node:fs";
import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { StackOutputs } from "../../../local/stack-outputs.ts";
import { runCli, serve } from "../../fixtures/cli.ts";
import { descendants, isRunning } from "../../fixtures/processes.ts";
import { devConfig, makeProject, type Project } from "../../fixtures/project.ts";

describe("the state of a stack on loopback", () => {
  let project: Project;
  let key: string | undefined;
  beforeAll(async () => {
    project = await makeProject();
  });
  afterAll(() => project.remove());
  const inStack = (...path: string[]) => join(project.root, ".latchkey", "dev", ...path);
  const inProject = (...path: string[]) => inStack("latchkey-demo", ...path);
  /** Runs the stack and tells the API key it hands out, and what it said. */
  const run = async () => {
    const ran = await runCli(["local", "--exec", 'printf %s "$LATCHKEY_API_KEY"', "-C", project.root]);
    expect(ran.code, ran.stderr).toBe(0);
    return ran;
  };

  test("survives a kill in the middle of a redeployment: nothing goes on, the next start takes over with the same keys", async () => {
    const serving = await serve(project.root, "--port", "0");
    const outputs = JSON.parse(await readFile(inStack("outputs.json"), "utf8")) as StackOutputs;
    key = outputs.apiKeys.acme?.k1;
    const before = new Set(await descendants(serving.child.pid ?? 0));
    await project.configure({ ...devConfig, "latchkey:deadlineSeconds": 30 });
    // The process that evaluates the changed program is the sign that the redeployment has begun.
    const helpers = await vi.waitFor(
      async () => {
        const now = await descendants(serving.child.pid ?? 0);
        expect(now.some((pid) => !before.has(pid))).toBe(true);
        return now;
      },
      { interval: 2, timeout: 10_000 },
    );
    expect(await serving.end("SIGKILL")).toEqual({ code: null, signal: "SIGKILL" });
    await vi.waitFor(async () => expect(await Promise.all(helpers.map(isRunning))).not.toContain(true), {
      interval: 20,
      timeout: 10_000,
    });
    expect(existsSync(inProject("lock"))).toBe(true);
    expect(await run()).toMatchObject({ stdout: key, stderr: "" });
    for (const left of [inProject("lock"), inStack("lock"), inStack("outputs.json")])
      expect(existsSync(left)).toBe(false);
  });

  test("cut off in the middle of a write, is explained, set aside, and what was before it is used", async () => {
    const file = inProject("state.json");
    const whole = await readFile(file);
    const half = Math.floor(whole.length / 2);
    await truncate(file, half);
    const again = await run();
    expect(again.stdout).toBe(key);
    expect(again.stderr).toMatch(/^warning: \S+state\.json is damaged \(.+\); the copy before it, \S+, is used\./);
    const aside = (await readdir(inProject())).filter((name) => name.includes(".damaged-"));
    expect(aside).toHaveLength(1);
    expect(await readFile(inProject(aside[0] ?? ""))).toEqual(whole.subarray(0, half));
  });

  test("without a sound copy, is left alone and the start refused with a way out", async () => {
    const files = [inProject("state.json"), inProject("state.previous.json")];
    for (const file of files) await writeFile(file, '{"format": 1, "sta');
    const ran = await runCli(["local", "--check", "-C", project.root]);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^error state_damaged: \S+state\.json was cut off .*\n {2}fix: .*backup/);
    for (const file of files) expect(await readFile(file, "utf8")).toBe('{"format": 1, "sta');
  });
});
