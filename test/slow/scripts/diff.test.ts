import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../../fixtures/cli.ts";
import { devConfig, makeProject, type Project } from "../../fixtures/project.ts";

let project: Project;
beforeAll(async () => {
  project = await makeProject();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: project.root });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "deployed");
});
afterAll(() => project.remove());

const run = (...args: string[]) => runCli(["diff", "-C", project.root, ...args], { env: { NO_COLOR: "1" } });
const { acme: _, ...others } = devConfig["latchkey:consumers"];
const withoutAcme = { ...devConfig, "latchkey:consumers": others };

describe("latchkey diff", () => {
  test("exits 0 when nothing handed out is lost and nothing gets weaker", async () => {
    await project.configure({ ...devConfig, "latchkey:deadlineSeconds": 30 });
    const { code, stdout } = await run("HEAD");
    expect(code).toBe(0);
    expect(stdout).toMatch(/Changed\n {2}backend_changed {2}every operation\n/);
  });

  test("exits 1 on lost access, in every format, and 0 when the change says it is meant", async () => {
    await project.configure(withoutAcme);
    const [text, json, github] = [
      await run("HEAD"),
      await run("HEAD", "--format", "json"),
      await run("HEAD", "--format", "github"),
    ];
    expect([text, json, github].map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(text.stdout).toContain('"consumer_removed acme": WHY');
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      changes: [{ code: "consumer_removed", effect: "lost" }],
    });
    expect(github.stdout).toMatch(/^::error file=[^:]*Pulumi.dev.yaml,title=/);

    await project.configure({ ...withoutAcme, "latchkey:acceptedChanges": { "consumer_removed acme": "it left" } });
    expect(await run("HEAD")).toMatchObject({ code: 0, stdout: expect.stringContaining("acceptedChanges: it left") });
  });

  test.each([
    ["no revision", []],
    ["a format it does not know", ["HEAD", "--format", "xml"]],
    ["a revision that looks like an option", ["--exec=true"]],
  ])("exits 2 with %s", async (_, args) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: "" });
  });

  test("exits 1 with a revision git does not know, also when it looks like an option", async () => {
    for (const revision of ["no-such-branch", "--output=x"]) {
      const { code, stderr } = await run("--", revision);
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining(`error unknown_revision: git knows no revision ${revision}`),
      ]);
    }
  });
});
