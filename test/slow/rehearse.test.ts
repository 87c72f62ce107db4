import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rehearsal, type RehearsalOptions, rehearse } from "../../local/rehearse/rehearse.ts";
import { startCli } from "../fixtures/cli.ts";
import { devConfig, makeProject, type Project } from "../fixtures/project.ts";

const crud = { ...devConfig, "latchkey:description": "openapi/examples/crud.yaml", "latchkey:doors": ["main"] };
const { acme, globex } = devConfig["latchkey:consumers"];

let project: Project;
beforeAll(async () => {
  project = await makeProject(crud);
  project.commit();
});
afterAll(() => project.remove());

function checkouts(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("latchkey-rehearse-"));
}

function run(more: Partial<RehearsalOptions> = {}): Promise<Rehearsal> {
  return rehearse({
    stack: "dev",
    root: project.root,
    from: "HEAD",
    requests: 200,
    engine: "in-process",
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

  test("of a change that protection refuses says so beforehand, deploys nothing and calls nobody", async () => {
    await project.configure({ ...crud, "gcp:region": "us-central1" });
    const { ok, refused, changes, sent } = await run();
    expect({ ok, changes, sent }).toEqual({ ok: false, changes: [], sent: 0 });
    expect(refused.map(({ name, would }) => `${would} ${name}`)).toContain("replace main-gateway");
    expect(refused.find(({ name }) => name === "main-gateway")?.consumers).toEqual(["acme", "globex"]);
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

  test("of a generation that ends within the day calls with a token that ends with it", async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const tokens = globex.tokens.slice(0, 1).map((token) => ({ ...token, until: tomorrow }));
    const ending = await makeProject({ ...crud, "latchkey:consumers": { acme, globex: { tokens } } });
    try {
      ending.commit();
      const { ok, callers } = await run({ root: ending.root, requests: 20 });
      expect(callers.map(({ consumer }) => consumer)).toEqual(["acme", "globex"]);
      expect(ok).toBe(true);
    } finally {
      await ending.remove();
    }
  });

  test.each(["checking out", "deploying [0-9a-f]", "calling with", "deploying the working tree"])(
    "that is given up while %s ends at once and leaves nothing behind",
    async (step) => {
      await project.configure(crud);
      const interrupted = new AbortController();
      const onProgress = (said: string) => {
        if (new RegExp(`^${step}`).test(said)) interrupted.abort();
      };
      const given = run({ requests: 40, signal: interrupted.signal, onProgress });
      await expect(given).rejects.toMatchObject({ name: "AbortError" });
      expect(checkouts()).toEqual([]);
    },
  );

  test("that a signal ends is no bug: it exits as shells say it", async () => {
    const child = startCli(["rehearse", "--requests", "1000000", "-C", project.root]);
    let said = "";
    child.stderr?.on("data", (text: string) => {
      said += text;
    });
    try {
      await expect.poll(checkouts, { timeout: 20_000 }).toHaveLength(1);
    } finally {
      child.kill("SIGINT");
    }
    const [code] = await once(child, "close");
    expect({ code, said }).toEqual({ code: 130, said: "" });
    expect(checkouts()).toEqual([]);
  });

  test("leaves nothing behind: no checkout, no state in the project", async () => {
    await project.configure(crud);
    await run({ requests: 20 });
    expect(checkouts()).toEqual([]);
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
    expect(checkouts()).toEqual([]);
  });
});
