import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { projectRoot } from "../../../infra/project-root.ts";
import type { StackOutputs } from "../../../local/stack-outputs.ts";
import { execLocal } from "../../../scripts/local/exec-local.ts";
import type { RunningStack } from "../../../scripts/run-local.ts";
import { runCli, startCli } from "../../fixtures/cli.ts";
import { isRunning } from "../../fixtures/processes.ts";
import { makeProject, type Project } from "../../fixtures/project.ts";

/** Run inside --exec: tells what it found, tries both credentials and the commands that see the surrounding stack. */
const inside = `
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("LATCHKEY_")));
const outputs = JSON.parse(readFileSync(env.LATCHKEY_STACK_OUTPUTS, "utf8"));
const mode = statSync(env.LATCHKEY_STACK_OUTPUTS).mode & 0o777;
const key = (await fetch(env.LATCHKEY_KEY_URL + "/hello", { headers: { "x-api-key": env.LATCHKEY_API_KEY } })).status;
const bearer = (token) =>
  fetch(env.LATCHKEY_TOKEN_URL + "/hello", { headers: { authorization: "Bearer " + token } }).then(({ status }) => status);
const latchkey = (...args) =>
  execFileSync(process.execPath, [process.argv[2], ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const minted = latchkey("token", "mint", "globex");
console.log(JSON.stringify({
  env, outputs, mode, key,
  token: await bearer(env.LATCHKEY_TOKEN),
  minted: await bearer(minted),
  revealed: latchkey("key", "reveal", "acme") === env.LATCHKEY_API_KEY,
}));
process.exitCode = 7;
`;

describe("latchkey local --exec", () => {
  let project: Project;
  beforeAll(async () => {
    project = await makeProject();
    await writeFile(join(project.root, "inside.mjs"), inside);
  });
  afterAll(() => project.remove());

  test("gives the command a running stack in its environment, passes its exit code on and takes the outputs away again", async () => {
    const command = `"${process.execPath}" "${join(project.root, "inside.mjs")}" "${join(projectRoot, "scripts", "latchkey.ts")}"`;
    const ran = await runCli(["local", "--exec", command, "-C", project.root]);
    expect(ran).toMatchObject({ code: 7, stderr: "" });
    const found = JSON.parse(ran.stdout) as {
      readonly env: Record<string, string>;
      readonly outputs: StackOutputs;
    };
    expect(found).toMatchObject({ mode: 0o600, key: 200, token: 200, minted: 200, revealed: true });
    expect(Object.keys(found.env).sort()).toEqual([
      "LATCHKEY_API_KEY",
      "LATCHKEY_GATEWAY_URL",
      "LATCHKEY_KEY_URL",
      "LATCHKEY_SERVICE_URL",
      "LATCHKEY_STACK_OUTPUTS",
      "LATCHKEY_TOKEN",
      "LATCHKEY_TOKEN_URL",
    ]);
    expect(found.env).toMatchObject({
      LATCHKEY_GATEWAY_URL: found.outputs.gatewayUrl,
      LATCHKEY_KEY_URL: found.outputs.keyUrl,
      LATCHKEY_TOKEN_URL: found.outputs.tokenUrl,
      LATCHKEY_SERVICE_URL: found.outputs.serviceUrl,
    });
    expect(existsSync(found.env.LATCHKEY_STACK_OUTPUTS ?? "")).toBe(false);
    await expect(fetch(found.outputs.gatewayUrl)).rejects.toThrow();
  });

  test("hands a signal on to everything the command started, cleans up and tells the command's code", async () => {
    const pidFile = join(project.root, "pid");
    // The shell waits for a child here, which a signal to the shell alone would leave running.
    const command = `sh -c 'trap "exit 9" TERM; echo $$ > "${pidFile}"; echo ready; while :; do sleep 0.02; done'; exit $?`;
    const child = startCli(["local", "--exec", command, "-C", project.root]);
    const ended = once(child, "close");
    await once(child.stdout ?? child, "data");
    const outputs = join(project.root, ".latchkey", "dev", "outputs.json");
    expect(existsSync(outputs)).toBe(true);
    child.kill("SIGTERM");
    const [code] = await ended;
    expect([9, 143]).toContain(code);
    const pid = Number(readFileSync(pidFile, "utf8"));
    await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false), { interval: 10, timeout: 10_000 });
    expect(existsSync(outputs)).toBe(false);
  });
});

describe("the exit code of a command", () => {
  const running = { stack: { outputs: {}, outputsFile: "" }, credentials: {} } as unknown as RunningStack;
  test.each([
    ["true", 0],
    ["exit 3", 3],
    ["kill -KILL $$", 137],
    ["kill -TERM $$", 143],
    ["/nowhere/to/be/found 2>&1", 127],
  ])("`%s` is %i, as shells say it", async (command, code) => expect(await execLocal(running, command)).toBe(code));
});
