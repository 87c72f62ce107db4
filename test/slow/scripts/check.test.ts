import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Ran, startCli } from "../../fixtures/cli.ts";
import { makeProject, type Project } from "../../fixtures/project.ts";

const head = "openapi: 3.0.4\ninfo: { title: x, version: '1' }\n";
const scheme = "components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }\n";
const sound = `${head}${scheme}paths: { /a: { get: { operationId: a, security: [{ key: [] }] } } }\n`;
const noted = sound.replace("operationId: a, ", "");
const doubtful = sound.replace("[{ key: [] }]", "[{ key: [] }], x-google-backend: { address: 'https://a.example' }");
const broken = sound.replace("[{ key: [] }]", "[{ kee: [] }]");

let project: Project;
beforeAll(async () => {
  project = await makeProject();
  await rm(join(project.root, "Pulumi.dev.yaml"));
  const files = { sound, noted, doubtful, broken };
  await Promise.all(Object.entries(files).map(([name, text]) => write(`${name}.yaml`, text)));
});
afterAll(() => project.remove());
const write = (file: string, text: string | Uint8Array) => writeFile(join(project.root, file), text);

/** Runs `latchkey check` in the project, with something on standard input. */
async function run(args: readonly string[], input: string | Uint8Array = ""): Promise<Ran> {
  const started = performance.now();
  const child = startCli(["check", ...args], { cwd: project.root, stdin: "pipe" });
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  const [stdout, stderr] = [gather(child.stdout), gather(child.stderr)];
  const [code] = await once(child, "close");
  return { code: Number(code ?? -1), stdout: stdout(), stderr: stderr(), ms: performance.now() - started };
}

function gather(stream: ChildProcess["stdout"]): () => string {
  let text = "";
  stream?.on("data", (part: string) => {
    text += part;
  });
  return () => text;
}

const here = ["-C", "."];

describe("the exit code", () => {
  test.concurrent.each([
    ["0 without findings", ["sound.yaml"], 0],
    ["0 with notes, strictly too", ["noted.yaml", "--strict"], 0],
    ["0 with warnings", ["doubtful.yaml"], 0],
    ["1 with warnings, strictly", ["doubtful.yaml", "--strict"], 1],
    ["1 with errors", ["sound.yaml", "broken.yaml"], 1],
    ["1 with a file that is missing", ["missing.yaml"], 1],
    ["1 with a folder", ["openapi"], 1],
    ["1 with a stack that is missing", ["sound.yaml", "--stack", "nope"], 1],
    ["1 with a stack that cannot be one", ["--stack", "../nope"], 1],
    ["2 with a format that is none", ["--format", "xml"], 2],
    ["2 watching in a format for machines", ["--watch", "--format", "json"], 2],
    ["2 watching standard input", ["--watch", "-"], 2],
    ["2 with an option that is none", ["--strickt"], 2],
  ])("is %s", async (_, args, code) => {
    const ran = await run([...args, ...here]);
    expect(ran.code, ran.stderr).toBe(code);
    expect(ran.stderr).not.toMatch(/^ {4}at /m);
    if (code === 2) expect(ran.stdout).toBe("");
  });
});

describe("standard output", () => {
  test.concurrent.each(["json", "sarif"])("is one value of --format %s and nothing else", async (format) => {
    const ran = await run(["broken.yaml", "missing.yaml", "-f", format, ...here]);
    expect(ran).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.stringify(JSON.parse(ran.stdout))).toContain("undefined_scheme");
  });

  test("may be closed by who has seen enough of 10,000 findings", async () => {
    const paths = Array.from({ length: 10_000 }, (_, index) => `  /a${index}: { get: { security: [{ kee: [] }] } }\n`);
    await write("many.yaml", `${head}paths:\n${paths.join("")}`);
    const whole = await run(["many.yaml", ...here]);
    expect(whole.stdout).toMatch(/\n5000 errors, 1 note in many\.yaml\n$/);
    expect(whole.ms).toBeLessThan(20_000);
    const child = startCli(["check", "many.yaml", ...here], { cwd: project.root });
    const stderr = gather(child.stderr);
    child.stdout?.once("data", () => child.stdout?.destroy());
    expect(await once(child, "close")).toEqual([1, null]);
    expect(stderr()).toBe("");
  });
});

describe("standard input", () => {
  test.concurrent.each<[string, string | Uint8Array, number]>([
    ["a sound description", sound, 0],
    ["a broken one", broken, 1],
    ["nothing", "", 1],
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0", "latin1"), 1],
    ["bytes that are no text", Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 131) % 256)), 1],
    ["deep nesting", "[".repeat(10_000), 1],
    [
      "an alias bomb",
      `a: &a [x]\n${"bcdefghij".replace(/./g, (name) => `${name}: &${name} [${"*a,".repeat(50)}]\n`)}`,
      1,
    ],
    ["a file that is not there to be referred to", `${head}paths: { /a: { $ref: sound.yaml } }\n`, 1],
    ["100 MB", Buffer.alloc(100 * 1024 * 1024, 0x20), 1],
  ])("may hold %s", async (_, input, code) => {
    const ran = await run(["-", ...here], input);
    expect(ran.code, ran.stderr).toBe(code);
    expect(ran.stderr).toBe("");
    expect(ran.stdout).toMatch(/ in <stdin>\n$/);
  });
});

describe("a deployment", () => {
  test("is refused, and warned, with the same words as the check", async () => {
    const own = await makeProject();
    try {
      for (const text of [broken, doubtful]) {
        await own.describe(text);
        const [checked, preview] = await Promise.all([
          run(["-C", own.root]),
          stderrOf(startCli(["preview", "-C", own.root])),
        ]);
        const told = checked.stdout.split("\n\n").find((block) => block.startsWith("openapi/api.yaml:4:"));
        expect(told).toMatch(/\n {3}4 \| .*security: .*\n {5}\| +\^\n {2}Google: /);
        expect(preview).toContain(told);
      }
    } finally {
      await own.remove();
    }
  });
});

/** What a command said on standard error until its end. */
async function stderrOf(child: ChildProcess): Promise<string> {
  const stderr = gather(child.stderr);
  await once(child, "close");
  return stderr();
}

describe("--watch", () => {
  let child: ChildProcess;
  let said: () => string;
  const saying = async (pattern: RegExp) => {
    while (!pattern.test(said())) await once(child.stdout ?? child, "data");
    return said();
  };
  const watch = (...args: string[]) => {
    child = startCli(["check", "--watch", ...args], { cwd: project.root });
    said = gather(child.stdout);
  };
  afterEach(() => {
    child.kill("SIGKILL");
  });
  const again = (times: number) =>
    new RegExp(`(?:checked again in \\d+ ms[\\s\\S]*?(?:1 note|1 error) in [^\\n]*\\n[\\s\\S]*?){${times}}`);

  test("checks again on each save, by rename and of what references lead to, and ends with 130", async () => {
    await mkdir(join(project.root, "watched"));
    await write("watched/item.yaml", "get: { operationId: a, security: [{ key: [] }] }\n");
    await write("watched/api.yaml", `${head}${scheme}paths: { /a: { $ref: item.yaml } }\n`);
    watch("watched/api.yaml", ...here);
    await saying(/1 note in watched\/api\.yaml\n/);
    await write("watched/item.yaml", "get: { operationId: a, security: [{ kee: [] }] }\n");
    await saying(
      /── checked again in \d+ ms ──\nwatched\/item\.yaml:1:37 error undefined_scheme[\s\S]*1 error in watched\/item\.yaml\n$/,
    );
    await write("watched/new.yaml", sound);
    await rename(join(project.root, "watched", "new.yaml"), join(project.root, "watched", "api.yaml"));
    await saying(again(2));
    expect(said()).toMatch(/1 note in watched\/api\.yaml\n$/);
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
  });

  test("goes on when the file is gone, and when it comes back in a new folder", async () => {
    await mkdir(join(project.root, "gone"));
    await write("gone/api.yaml", sound);
    watch("gone/api.yaml", ...here);
    await saying(/1 note in gone/);
    await rm(join(project.root, "gone"), { recursive: true });
    await saying(/error file_missing/);
    await mkdir(join(project.root, "gone"));
    await write("gone/api.yaml", broken);
    await saying(/error undefined_scheme/);
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([143, null]);
  });

  test("follows the stack's configuration to another description", async () => {
    const own = await makeProject();
    try {
      watch("-C", own.root);
      await saying(/1 note in openapi\/api\.yaml\n/);
      await own.configure({ "latchkey:description": "openapi/other.yaml" });
      await saying(/description_missing/);
      await writeFile(join(own.root, "openapi", "other.yaml"), broken);
      await saying(/openapi\/other\.yaml:4:\d+ error undefined_scheme/);
    } finally {
      await own.remove();
    }
  });
});
