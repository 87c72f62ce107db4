import { chmod, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import gcp from "@pulumi/gcp/package.json" with { type: "json" };
import { expect, vi } from "vitest";
import { oldestCli } from "../../../infra/oldest-cli.ts";
import { projectRoot } from "../../../infra/project-root.ts";
import { passphrase } from "../../../local/pulumi/engine-env.ts";
import { processesWith } from "../../fixtures/processes.ts";
import { devConfig } from "../../fixtures/project.ts";
import { fromNothing, scenario } from "../scenario.ts";

/** The page that tells the way out of each. */
const page = await readFile(join(projectRoot, "docs", "recovery.md"), "utf8");
const patiently = { interval: 20, timeout: 60_000 };
/** The CLI's file backend does not write what it notes beside a file in one step; a killed run may leave it empty. */
async function removeHalfWritten(backend: string): Promise<void> {
  for (const name of await readdir(backend, { recursive: true })) {
    const file = join(backend, name);
    if (name.endsWith(".attrs") && (await stat(file)).size === 0) await rm(file);
  }
}

const labelled = { ...devConfig, "latchkey:labels": { team: "gates" } };

scenario("a CLI that is too old is told so before it touches anything", async (stack) => {
  const cloud = await stack.cloud();
  const file = join(stack.places.root, "Pulumi.yaml");
  const project = await readFile(file, "utf8");
  expect(project).toContain(`requiredPulumiVersion: ">=${oldestCli}"`);
  await writeFile(file, project.replace(`>=${oldestCli}`, ">=99.0.0"));
  await stack.configure(labelled);
  for (const run of [await stack.preview(), await stack.up(), await stack.refresh(), await stack.destroy()]) {
    expect(run.ok).toBe(false);
    expect(run.text).toMatch(/^error: Pulumi CLI version \S+ does not satisfy the version range ">=99\.0\.0"$/m);
  }
  expect(await stack.cloud()).toEqual(cloud);
  expect(page).toContain("does not satisfy the version range");
});

fromNothing("a provider that is missing stops the preview, and one of another version is told of", async (stack) => {
  const program = join(stack.places.plugins, "pulumi-resource-gcp");
  const ours = await readFile(program, "utf8");
  const hook = join(stack.places.root, "other-version.mjs");
  await writeFile(
    hook,
    `import { registerHooks } from "node:module";
     const other = { format: "json", source: '{"version":"8.0.0"}', shortCircuit: true };
     const isTheSdk = (url) => url.endsWith("/@pulumi/gcp/package.json");
     registerHooks({ load: (url, context, next) => (isTheSdk(url) ? other : next(url, context)) });`,
  );
  await writeFile(program, ours.replace(/^exec "[^"]+"/m, `$& --import "${hook}"`));
  const warned = await stack.preview();
  expect(warned.ok).toBe(true);
  expect(warned.text).toContain(
    `warning: resource plugin gcp is expected to have version >=${gcp.version}, but has 8.0.0`,
  );

  await chmod(program, 0o644);
  const refused = await stack.previewAndUp();
  expect(refused.ok).toBe(false);
  expect(refused.errors).toContainEqual(
    expect.stringContaining(
      `no resource plugin 'pulumi-resource-gcp' found in the workspace at version v${gcp.version}`,
    ),
  );
  expect(await stack.resources()).toEqual([]);
  expect(page).toContain("resource plugin gcp is expected to have version");
  expect(page).toContain("no resource plugin 'pulumi-resource-gcp' found");
});

scenario("a wrong passphrase is named, and nothing is lost", async (stack) => {
  const [before, cloud] = [await stack.outputs(), await stack.cloud()];
  await stack.configure(labelled);
  stack.setEnv({ PULUMI_CONFIG_PASSPHRASE: "wrong" });
  const run = await stack.previewAndUp();
  expect(run.ok).toBe(false);
  expect(run.text).toMatch(/^error: .*incorrect passphrase$/m);
  const ours = await stack.latchkey("outputs");
  expect(ours.code).toBe(1);
  expect(ours.text).toContain("incorrect passphrase");
  expect(ours.text).toContain("that its secrets can be read");
  expect(await stack.cloud()).toEqual(cloud);

  expect(page).toContain("incorrect passphrase");
  stack.setEnv({ PULUMI_CONFIG_PASSPHRASE: passphrase });
  expect(await stack.outputs()).toEqual(before);
});

scenario("of two runs at the same time one is told to wait, and the other deploys", async (stack) => {
  stack.setEnv({ LATCHKEY_CLOUD_LATENCY: "0.05" });
  await stack.configure(labelled);
  const runs = await Promise.all([stack.up(), stack.up()]);
  expect(runs.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const waiting = runs.find(({ ok }) => !ok)?.text ?? "";
  expect(waiting).toMatch(/^error: the stack is currently locked by 1 lock\(s\)\./m);
  expect(waiting).toContain("pulumi cancel");
  expect(page).toContain("the stack is currently locked by 1 lock(s)");
  expect((await stack.up("--expect-no-changes")).ok).toBe(true);
});

scenario("a run that is killed leaves a lock and no process, and after cancel the next up heals", async (stack) => {
  stack.setEnv({ LATCHKEY_CLOUD_LATENCY: "0.5" });
  await stack.configure(labelled);
  const killed = new AbortController();
  const running = stack.cli(["up", "--yes", "--skip-preview", "--stack", "dev"], killed.signal);
  const locks = join(stack.places.backend, ".pulumi", "locks");
  const held = async () =>
    (await readdir(locks, { recursive: true }).catch(() => [])).filter((name) => name.endsWith(".json"));
  await vi.waitFor(async () => expect(await held()).toHaveLength(1), patiently);
  const before = JSON.stringify(await stack.cloud());
  await vi.waitFor(async () => expect(JSON.stringify(await stack.cloud())).not.toBe(before), patiently);
  killed.abort();
  expect((await running).code).not.toBe(0);
  // Pulumi's language host looks for its engine every five minutes only.
  const isHost = (command: string) => command.includes("pulumi-language-nodejs ");
  const left = async () => [...(await processesWith(stack.places.root))];
  await vi.waitFor(async () => expect((await left()).filter(([, command]) => !isHost(command))).toEqual([]), patiently);
  for (const [pid] of await left()) process.kill(pid, "SIGKILL");
  await removeHalfWritten(stack.places.backend);

  stack.setEnv({ LATCHKEY_CLOUD_LATENCY: "0" });
  const refused = await stack.up();
  expect(refused.ok).toBe(false);
  expect(refused.text).toContain("the stack is currently locked by 1 lock(s)");
  expect((await stack.cli(["cancel", "--yes", "--stack", "dev"])).code).toBe(0);
  const healed = await stack.previewAndUp();
  expect(healed.errors).toEqual([]);
  expect((await stack.refresh("--expect-no-changes")).ok).toBe(true);
  expect((await stack.up("--expect-no-changes")).ok).toBe(true);
});
