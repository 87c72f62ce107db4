import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { projectRoot } from "../../infra/project-root.ts";
import { devConfig, makeProject, type Project } from "../fixtures/project.ts";

let project: Project;
let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "latchkey-test-"));
  project = await makeProject();
  await install(project.root);
  await git("init", "-q");
  await git("add", "--all");
  await git("commit", "-qm", "deployed");
  await git("config", "core.hooksPath", ".githooks");
});
afterEach(async () => {
  await project.remove();
  await rm(temporary, { recursive: true });
});

/** What a clone has besides the stack: the hook, and the installed packages that git ignores. */
async function install(root: string): Promise<void> {
  await cp(join(projectRoot, ".githooks"), join(root, ".githooks"), { recursive: true });
  await symlink(join(projectRoot, "node_modules"), join(root, "node_modules"));
  await writeFile(join(root, ".gitignore"), "node_modules\n");
}

interface Committed {
  readonly code: number;
  readonly said: string;
}

function git(...args: string[]): Promise<Committed> {
  const { GIT_DIR: _, GIT_INDEX_FILE: __, ...inherited } = process.env;
  const env = { ...inherited, TMPDIR: temporary, NO_COLOR: "1" };
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  return new Promise((resolve) => {
    execFile("git", [...identity, ...args], { cwd: project.root, env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr });
    });
  });
}
async function commits(): Promise<number> {
  return (await git("log", "--oneline")).said.trim().split("\n").length;
}
const commit = (...more: string[]) => git("commit", "-m", "change", ...more);
const { acme: _, ...others } = devConfig["latchkey:consumers"];
const withoutAcme = { ...devConfig, "latchkey:consumers": others };

describe("a commit", () => {
  test("passes when nothing handed out is lost, and leaves nothing behind", async () => {
    await project.configure({ ...devConfig, "latchkey:deadlineSeconds": 30 });
    await git("add", "--all");
    const { code, said } = await commit();
    expect(code, said).toBe(0);
    expect(said).toContain("backend_changed  every operation");
    expect(await commits()).toBe(2);
    expect(await readdir(temporary)).toEqual([]);
  });

  test("stops when somebody would lose access, says who, and how to accept or skip it", async () => {
    await project.configure(withoutAcme);
    await git("add", "--all");
    const { code, said } = await commit();
    expect(code).toBe(1);
    expect(said).toContain("consumer_removed  acme");
    expect(said).toContain('"consumer_removed acme": WHY');
    expect(said).toContain("`git commit --no-verify` skips this");
    expect(await commits()).toBe(1);
    expect(await readdir(temporary)).toEqual([]);
    expect((await commit("--no-verify")).code).toBe(0);
  });

  test("stops when the description has a mistake", async () => {
    const file = join(project.root, "openapi", "api.yaml");
    await project.describe((await readFile(file, "utf8")).replace("  - key: []", "  - kee: []"));
    await git("add", "--all");
    const { code, said } = await commit();
    expect(code).toBe(1);
    expect(said).toContain("undefined_scheme");
  });

  test("is judged as it is staged, not as the working tree is", async () => {
    await project.configure(withoutAcme);
    await git("add", "--all");
    await project.configure(devConfig);
    expect((await commit()).code).toBe(1);

    await git("reset", "-q", "--hard");
    await project.configure({ ...devConfig, "latchkey:deadlineSeconds": 30 });
    await git("add", "--all");
    await project.configure({ ...devConfig, "latchkey:doors": ["third"] });
    expect((await commit()).code).toBe(0);
  });

  test("of named files and of all changed ones is judged as well", async () => {
    await project.configure(withoutAcme);
    expect((await commit("-a")).code).toBe(1);
    expect((await commit("Pulumi.dev.yaml")).code).toBe(1);
  });

  test("that touches no stack is not looked at", async () => {
    await project.configure({ ...devConfig, "latchkey:doors": ["third"] });
    await writeFile(join(project.root, "notes.txt"), "nothing\n");
    await git("add", "notes.txt");
    const { code, said } = await commit();
    expect(code).toBe(0);
    expect(said).not.toContain("latchkey");
  });

  test("of one stack does not look at the others, one of a description does", async () => {
    await writeFile(join(project.root, "Pulumi.other.yaml"), "config: {}\n");
    await git("add", "--all");
    await commit("--no-verify");
    await project.configure({ ...devConfig, "latchkey:deadlineSeconds": 30 });
    await git("add", "--all");
    expect((await commit()).code).toBe(0);

    const file = join(project.root, "openapi", "api.yaml");
    await project.describe(`${await readFile(file, "utf8")}\n# a comment\n`);
    await git("add", "--all");
    const { code, said } = await commit();
    expect(code).toBe(1);
    expect(said).toContain("Pulumi.other.yaml");
  });

  test("without installed packages stops and says what to do", async () => {
    await rm(join(project.root, "node_modules"));
    await project.configure(withoutAcme);
    await git("add", "--all");
    const { code, said } = await commit();
    expect(code).toBe(1);
    expect(said).toContain("run `npm ci` first");
  });

  test("of a project that is a folder of the repository is judged as well", async () => {
    const inner = join(project.root, "gate way");
    await mkdir(inner);
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "openapi", ".githooks", "node_modules", ".gitignore"])
      await rename(join(project.root, name), join(inner, name));
    await git("add", "--all");
    await commit("--no-verify");
    await git("config", "core.hooksPath", "gate way/.githooks");
    const text = await readFile(join(inner, "Pulumi.dev.yaml"), "utf8");
    await writeFile(join(inner, "Pulumi.dev.yaml"), text.replace("id: k1", "id: k2"));
    await git("add", "--all");
    const { code, said } = await commit();
    expect(code).toBe(1);
    expect(said).toContain("credential_lost  acme k1");
  });
});

test("the first commit of a repository is checked, and compared with nothing", async () => {
  await rm(join(project.root, ".git"), { recursive: true });
  await git("init", "-q");
  await git("config", "core.hooksPath", ".githooks");
  await git("add", "--all");
  const { code, said } = await commit();
  expect(code, said).toBe(0);
});
