import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../infra/project-root.ts";
import manifest from "../../package.json" with { type: "json" };
import { generated } from "../../scripts/docs/write.ts";
import { runCli } from "../fixtures/cli.ts";
import { parseLine } from "../fixtures/parse-line.ts";
import { makeProject, type Project } from "../fixtures/project.ts";

/** Every page people read. */
async function pages(): Promise<[string, string][]> {
  const inDocs = (await readdir(join(projectRoot, "docs"), { recursive: true })).map((name) => join("docs", name));
  const names = ["README.md", "CONTRIBUTING.md", ...inDocs].filter((name) => name.endsWith(".md"));
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(join(projectRoot, name), "utf8")]),
  );
}

const all = await pages();
const readme = all.find(([name]) => name === "README.md")?.[1] ?? "";

/** Command lines of a page: those in `sh` blocks, and those in code within the text. */
function commandLines(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) => block.split("\n"));
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
  return [...blocks, ...spans]
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .flatMap((line) => line.split("&&").map((part) => part.trim()))
    .flatMap((line) => [line, ...[...line.matchAll(/\$\((npx [^)]*)\)/g)].map(([, inner = ""]) => inner)])
    .filter((line) => /^(npx|npm) /.test(line));
}

const lines = all.flatMap(([page, text]) => commandLines(text).map((line): [string, string] => [line, page]));
const scripts: Readonly<Record<string, string>> = manifest.scripts;
/** npm's own commands that the pages use. */
const npmItself = new Set(["ci", "install", "test", "start"]);

describe("command lines in the pages", () => {
  test("are found", () => expect(lines.length).toBeGreaterThan(8));

  test.each(lines.filter(([line]) => line.startsWith("npx ")))("`%s` (%s) is one that latchkey takes", async (line) => {
    await expect(parseLine(line)).resolves.toBeDefined();
  });

  test.each(lines.filter(([line]) => line.startsWith("npm ")))(
    "`%s` (%s) is a script of this project",
    async (line) => {
      const [, command = "", name = ""] = /^npm (\S+)(?: (\S+))?/.exec(line) ?? [];
      if (command !== "run") expect([...npmItself]).toContain(command);
      const script = command === "run" ? name : command;
      if (command !== "ci" && command !== "install") expect(Object.keys(scripts)).toContain(script);
      const rest = line.split(" -- ")[1];
      if (script === "start" && rest) await expect(parseLine(`latchkey local ${rest}`)).resolves.toBeDefined();
    },
  );
});

describe("what the pages say to run without an account", () => {
  let project: Project;
  beforeAll(async () => {
    project = await makeProject();
  });
  afterAll(() => project.remove());
  const offline = new Set(
    lines
      .map(([line]) => line.replace(/^npm start -- /, "npx latchkey local "))
      .filter((line) =>
        /^npx latchkey (preview|check|compile|routes|local --check)\b(?!.*(--watch|\.yaml))/.test(line),
      ),
  );

  test("is there", () => expect(offline.size).toBeGreaterThan(0));

  test.each([...offline])("`%s` works", async (line) => {
    const { command, options } = await parseLine(line);
    const words = line.split(" ").slice(2);
    expect(command[0]).toMatch(/^(preview|check|compile|routes|local)$/);
    const ran = await runCli([...words, "-C", project.root, ...(options.stack === "dev" ? [] : ["--stack", "dev"])]);
    expect(ran.code, ran.stderr).toBe(0);
  });
});

describe("links in the pages", () => {
  const links = all.flatMap(([page, text]) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]): [string, string] => [target, page]),
  );

  test.each(links.filter(([target]) => !/^(https?:|#)/.test(target)))("%s (%s) leads somewhere", (target, page) => {
    expect(existsSync(join(projectRoot, dirname(page), target.replace(/#.*/, "")))).toBe(true);
  });
});

describe("generated files", () => {
  test.each(Object.entries(generated))("%s is what `npm run docs` would write", async (file, render) => {
    expect(await readFile(join(projectRoot, file), "utf8")).toBe(render());
  });
});

test("docs/check.md shows the JSON that the command prints", async () => {
  const page = all.find(([name]) => name === "docs/check.md")?.[1] ?? "";
  const shown = JSON.parse(/^```json\n([\s\S]*?)^```/m.exec(page)?.[1] ?? "");
  const project = await makeProject();
  await project.describe(
    "openapi: 3.0.4\ninfo: { title: x, version: '1' }\npaths:\n  /a:\n    get:\n      security: [{ kee: [] }]\n",
  );
  const { stdout } = await runCli(["check", "--format", "json", "-C", project.root]);
  await project.remove();
  const printed = JSON.parse(stdout);
  expect({ ...printed, files: printed.files.slice(1) }).toMatchObject({ files: shown.files });
});

test("the README is within two screens", () => expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(120));
