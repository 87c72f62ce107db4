import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { readStackFile } from "../../local/stack-file.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "latchkey-stack-file-"));
  await writeFile(join(root, "Pulumi.yaml"), "name: orders\n");
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function read(text: string, project = "name: orders\n") {
  await writeFile(join(root, "Pulumi.yaml"), project);
  await writeFile(join(root, "Pulumi.dev.yaml"), text);
  return readStackFile(root, "dev");
}

describe("a stack's configuration", () => {
  test("arrives as text, structured values as JSON, as the Pulumi CLI hands it over", async () => {
    const { project, stack, config, path } = await read(`
config:
  gcp:project: acme
  latchkey:projectNumber: 123456789012
  latchkey:flag: true
  latchkey:doors: [main, second]
  latchkey:service: { image: x, env: { A: "1" } }
  latchkey:labels:
`);
    expect({ project, stack, path }).toEqual({ project: "orders", stack: "dev", path: join(root, "Pulumi.dev.yaml") });
    expect(config).toEqual({
      "gcp:project": "acme",
      "latchkey:projectNumber": "123456789012",
      "latchkey:flag": "true",
      "latchkey:doors": '["main","second"]',
      "latchkey:service": '{"image":"x","env":{"A":"1"}}',
      "latchkey:labels": "",
    });
  });

  test("may use anchors and merge nothing away", async () => {
    const { config } = await read("config:\n  a:x: &doors [main]\n  a:y: *doors\n  a:z: { nested: *doors }\n");
    expect(config).toEqual({ "a:x": '["main"]', "a:y": '["main"]', "a:z": '{"nested":["main"]}' });
  });

  test("is laid over what Pulumi.yaml sets for every stack", async () => {
    const project = `
name: orders
config:
  gcp:region: { value: europe-west1 }
  gcp:project: shared
  latchkey:doors: { type: array, items: { type: string }, default: [main] }
  latchkey:name: { type: string, description: no default }
  plain: { default: 1 }
`;
    const { config } = await read("config:\n  gcp:project: own\n", project);
    expect(config).toEqual({
      "gcp:region": "europe-west1",
      "gcp:project": "own",
      "latchkey:doors": '["main"]',
      "orders:plain": "1",
    });
  });

  test("reads back whatever YAML can say", async () => {
    const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}:[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 2 }));
    await fc.assert(
      fc.asyncProperty(values, async (written) => {
        const { config } = await read(stringify({ config: written }, { aliasDuplicateObjects: false }));
        for (const [key, value] of Object.entries(written)) {
          const isText = typeof value !== "object" || value === null;
          expect(isText ? config[key] : JSON.parse(config[key] ?? "")).toEqual(
            isText ? String(value ?? "") : JSON.parse(JSON.stringify(value)),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("what cannot be read is explained", () => {
  const bomb = Array.from({ length: 12 }, (_, level) =>
    level === 0 ? "  a:a0: &a0 [x, x]" : `  a:a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}x]`,
  );
  test.each([
    ["broken YAML", "config:\n  a: [", { code: "stack_syntax", message: /^Pulumi\.dev\.yaml:\d+:\d+ / }],
    ["a tab", "config:\n\ta:b: 1\n", { code: "stack_syntax", message: /^Pulumi\.dev\.yaml:2:1 Tabs / }],
    [
      "a key twice",
      "config:\n  a:b: 1\n  a:b: 2\n",
      { code: "stack_syntax", message: /^Pulumi\.dev\.yaml:3:3 Map keys/ },
    ],
    ["an alias to nothing", "config:\n  a:b: *none\n", { code: "stack_syntax", message: /none/ }],
    ["aliases that multiply", `config:\n${bomb.join("\n")}\n`, { code: "stack_syntax", message: /alias/ }],
    ["no settings", "config: main\n", { code: "stack_shape" }],
    ["a list", "- config\n", { code: "stack_shape" }],
    ["an encrypted value", "config:\n  a:b: { secure: v1:x }\n", { code: "stack_secret", details: { key: "a:b" } }],
    [
      "an encrypted value deep inside",
      "config:\n  a:b: { env: [{ PASSWORD: { secure: v1:x } }] }\n",
      { code: "stack_secret", details: { key: "a:b.env[0].PASSWORD" } },
    ],
  ])("%s", (_, text, error) => expect(read(text)).rejects.toMatchObject(error));

  test.each([
    ["without a name", "runtime: nodejs\n"],
    ["with an empty one", "name: ''\n"],
    ["that is a list", "- name: x\n"],
  ])("a project %s", (_, project) =>
    expect(read("config: {}\n", project)).rejects.toMatchObject({ code: "project_shape" }),
  );

  test.each([
    ["..", "stack_name"],
    ["a/b", "stack_name"],
    ["", "stack_name"],
    ["nope", "stack_missing"],
  ])("a stack called %j", async (stack, code) => {
    await read("config: {}\n");
    await expect(readStackFile(root, stack)).rejects.toMatchObject({ code });
  });

  test("a folder without a project, before anything else", () =>
    expect(readStackFile(join(root, "nowhere"), "dev")).rejects.toMatchObject({ code: "project_missing" }));

  test("a file that is a folder", async () => {
    await mkdir(join(root, "Pulumi.folder.yaml"));
    await expect(readStackFile(root, "folder")).rejects.toMatchObject({ code: "stack_unreadable", message: /EISDIR/ });
  });
});
