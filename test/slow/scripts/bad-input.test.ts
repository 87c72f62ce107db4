import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../../fixtures/cli.ts";
import { devConfig, makeProject, type Project } from "../../fixtures/project.ts";
import { snapshot } from "../../fixtures/snapshot.ts";

/** What a row of bad input must lead to. */
interface Expected {
  readonly code: string;
  /** Each must be said. */
  readonly says: readonly (string | RegExp)[];
}

type Row = [name: string, spoil: (project: Project) => Promise<unknown>, expected: Expected];

const header = "openapi: 3.0.4\ninfo: { title: x, version: '1' }\n";
const operation = (security: string) => `${header}paths:\n  /a:\n    get:\n      security: ${security}\n`;
const configure =
  (more: Record<string, unknown>) =>
  ({ configure }: Project) =>
    configure({ ...devConfig, ...more });
const stackText = (text: string) => (project: Project) => writeFile(join(project.root, "Pulumi.dev.yaml"), text);
const keyOf = (id: string) => ({ keys: [{ id }] });

const rows: Row[] = [
  [
    "settings that do not exist, of the wrong type, and consumers that cannot be called so",
    configure({
      "latchkey:dors": ["main"],
      "latchkye:labels": {},
      "latchkey:deadlineSeconds": "soon",
      "latchkey:signingKeys": "one",
      "latchkey:service": { image: "europe-docker.pkg.dev/a/b/c:1", memmory: "1Gi" },
      "latchkey:consumers": {
        "../x": keyOf("k1"),
        "Acme.Shop": keyOf("k1"),
        "acme-shop": keyOf("k1"),
        globex: "tokens",
      },
    }),
    {
      code: "settings_invalid",
      says: [
        /Pulumi\.dev\.yaml:\d+:3 latchkey:dors: .*did you mean latchkey:doors\?/,
        /Pulumi\.dev\.yaml:\d+:3 latchkye:labels: is read by nobody; did you mean latchkey:labels\?/,
        /Pulumi\.dev\.yaml:\d+:3 latchkey:deadlineSeconds: .*seen: soon; allowed: 1 to 600/,
        /Pulumi\.dev\.yaml:\d+:3 latchkey:signingKeys: is not a list/,
        /Pulumi\.dev\.yaml:\d+:5 latchkey:service\.memmory: .*did you mean latchkey:service\.memory\?/,
        /Pulumi\.dev\.yaml:\d+:5 latchkey:consumers\.\.\.\/x: is not a consumer's name/,
        /Pulumi\.dev\.yaml:\d+:5 latchkey:consumers\.Acme\.Shop: .* so does acme-shop/,
        /Pulumi\.dev\.yaml:\d+:5 latchkey:consumers\.globex: is not a map/,
        "docs/settings.md",
      ],
    },
  ],
  [
    "a description that is missing",
    ({ root }) => rm(join(root, "openapi", "api.yaml")),
    { code: "description_missing", says: ["latchkey:description", "openapi/api.yaml"] },
  ],
  [
    "an empty description",
    ({ describe }) => describe(""),
    { code: "description_refused", says: ["openapi/api.yaml:1:1 error empty_description"] },
  ],
  [
    "a binary description",
    ({ root }) => writeFile(join(root, "openapi", "api.yaml"), Buffer.from("\x89PNG\r\n\x1a\n\0\0\0", "latin1")),
    { code: "description_refused", says: ["openapi/api.yaml:1:1 error not_text"] },
  ],
  [
    "YAML with a tab",
    ({ describe }) => describe(`${header}paths:\n\t/a: {}\n`),
    { code: "description_refused", says: ["openapi/api.yaml:4:1 error tab_indentation"] },
  ],
  [
    "a description of 100 MB",
    ({ root }) => writeFile(join(root, "openapi", "api.yaml"), Buffer.alloc(100 * 1024 * 1024, 0x20)),
    { code: "description_refused", says: ["openapi/api.yaml:1:1 error too_large"] },
  ],
  [
    "a scheme that is not defined",
    ({ describe }) => describe(operation("[{ kee: [] }]")),
    { code: "description_refused", says: [/openapi\/api\.yaml:6:\d+ error undefined_scheme/, "open"] },
  ],
  [
    "x-google-allow: all",
    ({ describe }) => describe(`${operation("[]")}x-google-allow: all\n`),
    { code: "description_refused", says: [/openapi\/api\.yaml:7:\d+ error/, "x-google-allow"] },
  ],
  [
    "a description outside the project",
    configure({ "latchkey:description": "../../etc/hostname" }),
    { code: "description_outside", says: ["latchkey:description", "../../etc/hostname"] },
  ],
  [
    "a stack without a file",
    ({ root }) => rm(join(root, "Pulumi.dev.yaml")),
    { code: "stack_missing", says: ["Pulumi.dev.yaml", "--stack"] },
  ],
  [
    "a folder that is no project",
    ({ root }) => rm(join(root, "Pulumi.yaml")),
    { code: "project_missing", says: ["Pulumi.yaml", "--cwd"] },
  ],
  [
    "a configuration that is no YAML",
    stackText("config:\n  a: b\n  c: [\n"),
    { code: "stack_syntax", says: [/Pulumi\.dev\.yaml:\d+:\d+ /] },
  ],
  [
    "a configuration with a tab",
    stackText("config:\n\tgcp:project: x\n"),
    { code: "stack_syntax", says: ["Pulumi.dev.yaml:2:1 "] },
  ],
  ["an empty configuration", stackText(""), { code: "stack_shape", says: ["Pulumi.dev.yaml", "config:"] }],
  [
    "an encrypted value",
    configure({ "latchkey:service": { secure: "v1:abc:def" } }),
    { code: "stack_secret", says: ["latchkey:service", "Pulumi.dev.yaml", "--secret"] },
  ],
];

/** Where a start on loopback is tried, which has more to undo than a preview; both read their input the same way. */
const onLoopback = new Set(["settings_invalid", "description_missing", "stack_missing"]);

/** How much slower than usual this machine is at the moment: what `--help` takes of its usual time. */
async function slowness(): Promise<number> {
  return (await runCli(["--help"])).ms / 150;
}

describe("bad input", () => {
  let projects: Map<string, Project>;
  beforeAll(async () => {
    projects = new Map(await Promise.all(rows.map(async ([name]) => [name, await makeProject()] as const)));
  });
  afterAll(() => Promise.all([...projects.values()].map((project) => project.remove())));

  test.each(rows)(
    "%s: is explained with its place and a way out, and nothing is written",
    async (name, spoil, expected) => {
      const project = projects.get(name) as Project;
      await spoil(project);
      const before = await snapshot(project.root);
      const command = onLoopback.has(expected.code) ? ["local", "--check"] : ["preview"];
      const ran = await runCli([...command, "-C", project.root]);
      expect(ran.stderr).toMatch(new RegExp(`^error ${expected.code}: `));
      for (const said of expected.says)
        expect(ran.stderr).toMatch(said instanceof RegExp ? said : new RegExp(RegExp.escape(said)));
      expect(ran.stderr).toMatch(/\n {2}fix: \S/);
      expect(ran.stderr).not.toMatch(/^ {4}at /m);
      expect(ran).toMatchObject({ code: 1, stdout: "" });
      expect(ran.ms).toBeLessThan(ran.ms < 3_000 ? 3_000 : 3_000 * (await slowness()));
      expect(await snapshot(project.root)).toEqual(before);
    },
  );

  test("what was there before is left alone, too", async () => {
    const project = await makeProject({ ...devConfig, "latchkey:dors": [] });
    await mkdir(join(project.root, ".latchkey", "other"), { recursive: true });
    const before = await snapshot(project.root);
    expect((await runCli(["local", "--check", "-C", project.root])).code).toBe(1);
    expect(await snapshot(project.root)).toEqual(before);
    await project.remove();
  });
});
