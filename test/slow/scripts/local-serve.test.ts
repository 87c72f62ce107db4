import { existsSync } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { send } from "../../../local/check/send.ts";
import { runCli, type Serving, serve, startCli } from "../../fixtures/cli.ts";
import { descendants, isRunning } from "../../fixtures/processes.ts";
import { devConfig, makeProject, type Project } from "../../fixtures/project.ts";

const header = "openapi: 3.0.4\ninfo: { title: x, version: '1' }\n";
const keyScheme = "components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }\n";

/** A program of somebody else's on a port of this machine. */
function occupy(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve({ server, port: (server.address() as { port: number }).port })),
  );
}

describe("latchkey local", () => {
  let project: Project;
  let serving: Serving;
  let occupied: Awaited<ReturnType<typeof occupy>>;
  beforeAll(async () => {
    [project, occupied] = await Promise.all([makeProject(), occupy()]);
    serving = await serve(project.root, "--port", String(occupied.port));
  }, 60_000);
  afterAll(async () => {
    occupied.server.close();
    await project.remove();
  });
  const inLatchkey = (...path: string[]) => join(project.root, ".latchkey", "dev", ...path);
  const statusOf = async (path: string, headers: Record<string, string> = {}) =>
    (await send({ method: "GET", url: `${serving.doors[0]?.url}${path}`, headers })).status;

  test("takes the next free port when the wanted one is taken, and says so", async () => {
    const [main] = serving.doors;
    expect(Number(new URL(main?.url ?? "").port)).toBeGreaterThan(occupied.port);
    await serving.saying(new RegExp(`warning: port ${occupied.port} is taken; main door is at ${main?.url}\n`));
  });

  test("answers at each door", async () => {
    expect(serving.doors.map(({ name }) => name)).toEqual(["main", "second"]);
    expect(await statusOf("/hello")).toBe(401);
  });

  test("is refused a second time on the same stack, with the reason", async () => {
    const second = await runCli(["local", "--check", "-C", project.root]);
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toMatch(/^error stack_locked: .*process \d+.*\n {2}fix: /);
    expect(existsSync(inLatchkey("outputs.json"))).toBe(true);
  });

  test("is refused a second time even when gcp:project was changed in between, and the running one says what to do", async () => {
    await project.configure({ ...devConfig, "gcp:project": "another-project" });
    await serving.saying(/error project_changed: .*latchkey-demo.*another-project.*\n {2}fix: stop it/);
    const second = await runCli(["local", "--check", "-C", project.root]);
    expect(second.stderr).toMatch(/^error stack_locked: /);
    expect(existsSync(inLatchkey("another-project"))).toBe(false);
    expect(existsSync(inLatchkey("outputs.json"))).toBe(true);
    await project.configure(devConfig);
    await serving.saying(/still serving[\s\S]*redeployed in \d+ ms/);
  });

  test("says in which line a saved mistake stands, and goes on with what was deployed", async () => {
    await project.configure({ ...devConfig, "latchkey:dors": [] });
    await serving.saying(/Pulumi\.dev\.yaml:\d+:3 latchkey:dors: .*did you mean latchkey:doors\?/);
    await serving.saying(/latchkey:dors[\s\S]*still serving what was deployed before/);
    expect(await statusOf("/hello")).toBe(401);
  });

  test("notices a description that it was told of before it was there, in a folder that was not there", async () => {
    const description = "later/api.yaml";
    await project.configure({ ...devConfig, "latchkey:description": description });
    await serving.saying(/error description_missing: .*later\/api\.yaml/);
    await project.describe(`${header}${keyScheme}security: [{ key: [] }]\npaths: { /only: { get: {} } }\n`);
    await rename(join(project.root, "openapi"), join(project.root, "moved"));
    await serving.saying(/description_missing[\s\S]*still serving/);
    await rename(join(project.root, "moved"), join(project.root, "later"));
    await vi.waitFor(async () => expect(await statusOf("/hello")).toBe(404), { timeout: 10_000, interval: 50 });
    expect(await statusOf("/only")).toBe(401);
  });

  test("ends on Ctrl-C with exit code 0 and leaves nothing behind but the state", async () => {
    const pids = await descendants(serving.child.pid ?? 0);
    expect(pids.length).toBeGreaterThan(0);
    expect(await serving.end("SIGINT")).toEqual({ code: 0, signal: null });
    expect(existsSync(inLatchkey("outputs.json"))).toBe(false);
    expect(existsSync(inLatchkey("lock"))).toBe(false);
    expect(existsSync(inLatchkey("latchkey-demo", "lock"))).toBe(false);
    expect((await stat(inLatchkey("latchkey-demo", "state.json"))).mode & 0o777).toBe(0o600);
    for (const { url } of serving.doors) await expect(fetch(url)).rejects.toThrow();
    await vi.waitFor(async () => expect(await Promise.all(pids.map(isRunning))).not.toContain(true), {
      interval: 20,
      timeout: 10_000,
    });
  });
});

describe("a signal before the stack serves", () => {
  test("gives the start up and cleans up after it", async () => {
    const project = await makeProject();
    const child = startCli(["local", "--json", "-C", project.root]);
    const ended = new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
    let stderr = "";
    child.stderr?.on("data", (text: string) => {
      stderr += text;
    });
    await vi.waitFor(() => expect(existsSync(join(project.root, ".latchkey", "dev", "lock"))).toBe(true), {
      interval: 2,
      timeout: 10_000,
    });
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 130, signal: null });
    expect(stderr).toBe("");
    expect(existsSync(join(project.root, ".latchkey"))).toBe(false);
    await project.remove();
  });
});
