import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type Rehearsal, type RehearsalOptions, rehearse } from "../../../local/rehearse/rehearse.ts";
import { startCli } from "../../fixtures/cli.ts";
import { devConfig, makeProject, type Project } from "../../fixtures/project.ts";

const missing = inject("engineMissing");
const rehearsing = test.skipIf(missing !== "");
const limit = { timeout: 300_000 };

let project: Project;
let temporary: string;
const before = { TMPDIR: process.env.TMPDIR, PATH: process.env.PATH ?? "" };
beforeEach(async () => {
  project = await makeProject();
  project.commit();
  temporary = await mkdtemp(join(tmpdir(), "latchkey-rehearsals-"));
  process.env.TMPDIR = temporary;
  process.env.PATH = [inject("engineBin"), before.PATH].join(delimiter);
});
afterEach(async () => {
  if (before.TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before.TMPDIR;
  process.env.PATH = before.PATH;
  await rm(temporary, { recursive: true, force: true });
  await project.remove();
});

function run(more: Partial<RehearsalOptions> = {}): Promise<Rehearsal> {
  const quiet = { verbose: false, onProgress: () => {}, onWarning: () => {} };
  return rehearse({
    stack: "dev",
    root: project.root,
    from: "HEAD",
    requests: 400,
    engine: "pulumi",
    ...quiet,
    ...more,
  });
}

/** Processes that were told to keep their things in our folder. */
async function processes(): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")));
  return pids.filter((_, index) => environments[index]?.includes(`${temporary}/latchkey-rehearse-`));
}

async function expectNothingLeft(): Promise<void> {
  expect(await readdir(temporary)).toEqual([]);
  await expect.poll(processes).toEqual([]);
}

/** The rehearsal's folder has got a file. */
async function holds(...path: string[]): Promise<boolean> {
  const [folder = "none"] = await readdir(temporary);
  return existsSync(join(temporary, folder, ...path));
}

rehearsing("a changed description passes every moment between two operations, and touches nothing", limit, async () => {
  const description = await readFile(join(project.root, "openapi", "api.yaml"), "utf8");
  await project.describe(description.replace(/title: .*/, "title: Changed"));
  const status = () => execFileSync("git", ["status", "--short"], { cwd: project.root, encoding: "utf8" });
  process.env.PULUMI_BACKEND_URL = "https://not.to.be.asked.invalid";
  process.env.PULUMI_ACCESS_TOKEN = "not to be used";
  try {
    const { ok, failed, broken, engine, changes, moments } = await run();
    expect({ ok, failed, broken, engine: engine.name }).toEqual({ ok: true, failed: 0, broken: [], engine: "pulumi" });
    const ofMain = changes.filter(({ name }) => name.startsWith("main-"));
    expect(ofMain.map(({ change, name }) => `${change} ${name}`)).toEqual([
      "replaced main-config",
      "updated main-gateway",
      "old deleted main-config",
    ]);
    expect(moments.seen).toBeGreaterThan(3);
    // Two doors may change at the same moment, with no time for a call in between.
    expect(moments.called).toBeGreaterThan(moments.seen / 2);
  } finally {
    delete process.env.PULUMI_BACKEND_URL;
    delete process.env.PULUMI_ACCESS_TOKEN;
  }
  expect(status()).toBe(" M openapi/api.yaml\n");
  await expectNothingLeft();
});

rehearsing("a removed consumer is named, and its key fails from then on", limit, async () => {
  const { globex } = devConfig["latchkey:consumers"];
  await project.configure({ ...devConfig, "latchkey:consumers": { globex } });
  const { ok, broken, callers, changes } = await run();
  expect(ok).toBe(false);
  expect(broken.map(({ code, consumer }) => `${code} ${consumer}`)).toEqual(["consumer_gone acme"]);
  expect(callers.find(({ consumer }) => consumer === "acme")?.failed).toBeGreaterThan(0);
  expect(callers.filter(({ consumer }) => consumer === "globex").every(({ failed }) => failed === 0)).toBe(true);
  expect(changes.map(({ change, name }) => `${change} ${name}`)).toContain("deleted key-acme-k1");
  await expectNothingLeft();
});

rehearsing("what Pulumi would refuse is named before anything is deployed", limit, async () => {
  await project.configure({ ...devConfig, "latchkey:name": "orders" });
  const { ok, refused, sent } = await run();
  expect({ ok, sent }).toEqual({ ok: false, sent: 0 });
  expect(refused.map(({ name }) => name).sort()).toEqual(["main-api", "main-gateway", "second-api", "second-gateway"]);
  await expectNothingLeft();
});

const phases: { readonly when: string; readonly step: RegExp; readonly until?: () => Promise<boolean> }[] = [
  { when: "checking out", step: /^checking out/ },
  { when: "making the stack", step: /^deploying [0-9a-f]/, until: () => holds("engine", "plugins") },
  { when: "deploying the old revision", step: /^deploying [0-9a-f]/, until: () => holds("engine", "cloud.json") },
  { when: "calling", step: /^calling with/ },
  { when: "the working tree is about to be deployed", step: /^deploying the working tree/ },
  {
    when: "deploying the working tree",
    step: /^deploying the working tree/,
    until: () => holds("engine", "logs", "events-2.jsonl"),
  },
];

for (const { when, step, until = async () => true } of phases) {
  rehearsing(`Ctrl-C while ${when} leaves no process and no folder`, limit, async () => {
    await project.configure({ ...devConfig, "latchkey:deadlineSeconds": 30 });
    const interrupted = new AbortController();
    const reached = Promise.withResolvers<void>();
    const onProgress = (said: string) => {
      if (step.test(said)) reached.resolve();
    };
    const given = run({ requests: 40, signal: interrupted.signal, onProgress });
    const rejected = expect(given).rejects.toMatchObject({ name: "AbortError" });
    await reached.promise;
    await expect.poll(until, { timeout: 60_000, interval: 5 }).toBe(true);
    interrupted.abort();
    await rejected;
    await expectNothingLeft();
  });
}

rehearsing("a signal ends the whole command line, and the engine below it", limit, async () => {
  const child = startCli(["rehearse", "--engine", "pulumi", "-C", project.root]);
  let said = "";
  child.stderr?.on("data", (text: string) => {
    said += text;
  });
  await expect.poll(() => holds("engine", "cloud.json"), { timeout: 60_000 }).toBe(true);
  child.kill("SIGTERM");
  const [code] = await once(child, "close");
  expect({ code, said }).toEqual({ code: 143, said: "" });
  await expectNothingLeft();
});
