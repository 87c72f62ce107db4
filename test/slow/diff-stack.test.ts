import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { diffStack } from "../../local/diff/diff-stack.ts";
import { devConfig, makeProject, type Project } from "../fixtures/project.ts";

let project: Project;
beforeEach(async () => {
  project = await makeProject();
  git("init", "-q");
  commit();
});
afterEach(() => project.remove());

function git(...args: string[]): string {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  return execFileSync("git", [...identity, ...args], { cwd: project.root, encoding: "utf8" });
}
function commit(): void {
  git("add", "--all");
  git("commit", "-qm", "change");
}
const diff = (revision = "HEAD", root = project.root) => diffStack({ stack: "dev", root, revision });
const { acme: _, ...others } = devConfig["latchkey:consumers"];
const withoutAcme = { ...devConfig, "latchkey:consumers": others };

describe("the working tree compared with a revision", () => {
  test("that it equals has no change", async () => {
    expect(await diff()).toMatchObject({ ok: true, changes: [], idle: [], stack: "dev" });
  });

  test("shows what is lost, and leaves nothing behind", async () => {
    await project.configure(withoutAcme);
    const status = git("status", "--porcelain");
    const temporary = await mkdtemp(join(tmpdir(), "latchkey-test-"));
    vi.stubEnv("TMPDIR", temporary);
    const found = await diff().finally(() => vi.unstubAllEnvs());
    expect(found).toMatchObject({ ok: false, changes: [{ code: "consumer_removed", subject: "acme" }] });
    expect(found.from).toBe(git("rev-parse", "--short", "HEAD").trim());
    expect(await readdir(temporary)).toEqual([]);
    await rm(temporary, { recursive: true });
    expect(git("status", "--porcelain")).toBe(status);
  });

  test("that lies further back, by any name git knows", async () => {
    await project.configure(withoutAcme);
    commit();
    git("tag", "v1");
    expect(await diff("v1")).toMatchObject({ changes: [] });
    expect(await diff("HEAD~1")).toMatchObject({ changes: [{ code: "consumer_removed" }] });
  });

  test("reads the old description from the revision, not from the working tree", async () => {
    const text = await readFile(join(project.root, "openapi", "api.yaml"), "utf8");
    await project.describe(text.replace("  - token: []\n", ""));
    const { changes } = await diff();
    expect(changes.map(({ code }) => code)).toContain("access_lost");
  });

  test("of a project that is a folder of the repository", async () => {
    const inner = join(project.root, "gateway");
    await mkdir(join(inner, "openapi"), { recursive: true });
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml", "openapi/api.yaml"])
      await writeFile(join(inner, file), await readFile(join(project.root, file)));
    commit();
    expect(await diff("HEAD", inner)).toMatchObject({ changes: [] });
    expect(await diff("HEAD~1", inner)).toMatchObject({ ok: true, changes: [{ code: "stack_added" }] });
  });

  test("that has no such stack makes it new", async () => {
    git("rm", "-q", "--cached", "Pulumi.dev.yaml");
    git("commit", "-qm", "without it");
    expect(await diff()).toMatchObject({ ok: true, changes: [{ code: "stack_added", subject: "dev" }] });
  });
});

describe("there is nothing to compare", () => {
  test.each(["no-such-branch", "--all", "-h", "", "HEAD:Pulumi.yaml"])("with the revision %j", async (revision) => {
    await expect(diff(revision)).rejects.toMatchObject({ code: "unknown_revision" });
  });

  test("outside a repository", async () => {
    await rm(join(project.root, ".git"), { recursive: true });
    await expect(diff()).rejects.toMatchObject({ code: "not_a_repository" });
  });

  test.each<[string, () => Promise<void>]>([
    ["settings", () => project.configure({ ...devConfig, "latchkey:doors": ["third"] })],
    ["description", () => project.describe("openapi: 3.0.4\npaths: {}\n")],
  ])("with a revision whose %s could not be deployed, and the error says so", async (_, spoil) => {
    await spoil();
    commit();
    git("revert", "--no-edit", "-n", "HEAD");
    await expect(diff()).rejects.toMatchObject({
      code: "revision_unusable",
      message: expect.stringMatching(/stack dev could not be deployed from [0-9a-f]+, so there is nothing to compare/),
    });
  });

  test("when the working tree itself cannot be deployed", async () => {
    await project.configure({ ...devConfig, "latchkey:doors": ["third"] });
    await expect(diff()).rejects.toMatchObject({ code: "settings_invalid" });
  });
});
