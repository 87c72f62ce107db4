import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rehearsal, rehearse } from "../../local/rehearse/rehearse.ts";
import { devConfig, makeProject, type Project } from "../fixtures/project.ts";

const crud = { ...devConfig, "latchkey:description": "openapi/examples/crud.yaml", "latchkey:doors": ["main"] };
const { acme, globex } = devConfig["latchkey:consumers"];

let project: Project;
beforeAll(async () => {
  project = await makeProject(crud);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: project.root });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "deployed");
});
afterAll(() => project.remove());

function run(more: { from?: string; requests?: number } = {}): Promise<Rehearsal> {
  return rehearse({
    stack: "dev",
    root: project.root,
    from: "HEAD",
    requests: 200,
    verbose: false,
    onProgress: () => {},
    onWarning: () => {},
    ...more,
  });
}

describe("a rehearsal", () => {
  test("of a harmless change: every request passes and every promise is kept", async () => {
    await project.configure({ ...crud, "latchkey:deadlineSeconds": 30 });
    const { ok, failed, sent, changes, broken, callers, seconds } = await run();
    expect({ ok, failed, broken }).toEqual({ ok: true, failed: 0, broken: [] });
    expect(sent).toBeGreaterThanOrEqual(200);
    expect(seconds.reduce((sum, second) => sum + second.sent, 0)).toBe(sent);
    expect(callers.map(({ consumer, what }) => `${consumer}: ${what}`)).toEqual([
      "acme: API key k1 at main",
      "globex: token at main",
    ]);
    expect(changes).toEqual([
      { change: "replaced", type: "gcp:apigateway/apiConfig:ApiConfig", name: "main-config" },
      { change: "updated", type: "gcp:apigateway/gateway:Gateway", name: "main-gateway" },
    ]);
  });

  test("of a removed consumer names it", async () => {
    await project.configure({ ...crud, "latchkey:consumers": { globex } });
    const { ok, failed, broken, callers } = await run();
    expect(ok).toBe(false);
    expect(broken).toEqual([
      { code: "consumer_gone", consumer: "acme", what: "acme is removed, with every credential it holds" },
    ]);
    expect(failed).toBeGreaterThan(0);
    expect(callers.find(({ consumer }) => consumer === "acme")?.firstFailure).toBe(400);
    expect(callers.find(({ consumer }) => consumer === "globex")?.failed).toBe(0);
  });

  test("of another description names each operation that is gone", async () => {
    await project.configure({ ...crud, "latchkey:description": "openapi/examples/key-and-token.yaml" });
    const { ok, broken } = await run();
    expect(ok).toBe(false);
    expect(broken.map(({ code }) => code)).toContain("operation_gone");
    expect(broken.map(({ what }) => what).join("\n")).toMatch(/GET \/v1\/orders is no longer served at gatewayUrl/);
  });

  test("of a revoked kid names the consumer and the kid", async () => {
    const [first, second] = globex.tokens;
    const tokens = [
      { ...first, state: "revoked" },
      { ...second, state: "active" },
    ];
    await project.configure({ ...crud, "latchkey:consumers": { acme, globex: { tokens } } });
    const { broken } = await run();
    expect(broken).toEqual([
      { code: "kid_gone", consumer: "globex", what: `tokens under its kid ${first?.kid} stop working` },
    ]);
  });

  test("leaves nothing behind: no checkout, no state in the project", async () => {
    await project.configure(crud);
    await run({ requests: 20 });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("latchkey-rehearse-"))).toEqual([]);
    expect(existsSync(join(project.root, ".latchkey"))).toBe(false);
  });

  test.each([
    ["a revision that git does not know", { from: "no-such-branch" }, "unknown_revision"],
    ["a revision that looks like an option", { from: "--output=x" }, "unknown_revision"],
  ])("from %s is refused", async (_, options, code) => {
    await expect(run(options)).rejects.toMatchObject({ code });
  });

  test("of a description that cannot be deployed tells why, and cleans up", async () => {
    await project.configure({ ...crud, "latchkey:mainDoor": "nope" });
    await expect(run()).rejects.toMatchObject({ code: "settings_invalid" });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("latchkey-rehearse-"))).toEqual([]);
  });
});
