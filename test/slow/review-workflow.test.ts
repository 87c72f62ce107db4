import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../../infra/project-root.ts";
import { devConfig, makeProject, type Project } from "../fixtures/project.ts";

/** What the workflow runs on a pull request, here in a repository of its own. */
const steps = (
  parse(readFileSync(join(projectRoot, ".github", "workflows", "review.yml"), "utf8")) as {
    readonly jobs: {
      readonly review: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] };
    };
  }
).jobs.review.steps;

let project: Project;
beforeAll(async () => {
  project = await makeProject();
  await symlink(join(projectRoot, "node_modules"), join(project.root, "node_modules"));
  await writeFile(join(project.root, ".gitignore"), "node_modules\n");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: project.root });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "base");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
});
afterAll(() => project.remove());

function run(name: string): Promise<{ readonly code: number; readonly stdout: string }> {
  const script = steps.find((step) => step.name === name)?.run ?? expect.fail(`there is no step ${name}`);
  const env = { ...process.env, BASE: "main", GITHUB_WORKSPACE: project.root };
  return new Promise((resolve) => {
    execFile("bash", ["-e", "-o", "pipefail", "-c", script], { cwd: project.root, env }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}

test("a pull request that changes nothing for callers passes", async () => {
  expect((await run("check")).code).toBe(0);
  expect(await run("diff")).toMatchObject({ code: 0, stdout: expect.not.stringContaining("::error") });
});

test("one that takes a consumer away fails, with an annotation in its configuration", async () => {
  const { acme: _, ...others } = devConfig["latchkey:consumers"];
  await project.configure({ ...devConfig, "latchkey:consumers": others });
  const { code, stdout } = await run("diff");
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error file=Pulumi\.dev\.yaml,title=latchkey diff dev%3A consumer_removed::acme: /m);
});

test("one with a mistake fails the check, with an annotation at its line, and every stack is looked at", async () => {
  await writeFile(join(project.root, "Pulumi.a.yaml"), "config:\n  latchkey:doors: [third]\n");
  const { code, stdout } = await run("check");
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error file=Pulumi\.a\.yaml,line=2,/m);
});
