import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Preview } from "../../../local/preview-stack.ts";
import { type Ran, runCli, startCli } from "../../fixtures/cli.ts";
import { devConfig, makeProject, type Project } from "../../fixtures/project.ts";
import { snapshot } from "../../fixtures/snapshot.ts";

describe("latchkey preview", () => {
  let project: Project;
  let before: Record<string, string>;
  let json: Ran;
  let preview: Preview;
  beforeAll(async () => {
    project = await makeProject();
    before = await snapshot(project.root);
    json = await runCli(["preview", "--json", "-C", project.root]);
    preview = JSON.parse(json.stdout);
  }, 60_000);
  afterAll(() => project.remove());

  test("with --json prints resources, outputs and documents of the agreed shape", () => {
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(Object.keys(preview)).toEqual(expect.arrayContaining(["resources", "outputs", "documents"]));
    expect(preview.resources.length).toBeGreaterThan(40);
    const urns = new Set(preview.resources.map(({ urn }) => urn));
    for (const resource of preview.resources) {
      expect(resource).toMatchObject({
        urn: expect.stringMatching(/^urn:pulumi:dev::latchkey::/),
        type: expect.any(String),
        name: expect.any(String),
        inputs: expect.any(Object),
        dependencies: expect.any(Array),
        protect: expect.any(Boolean),
      });
      if (resource.type !== "pulumi:pulumi:Stack") expect(urns).toContain(resource.parent);
      for (const urn of resource.dependencies) expect(urns).toContain(urn);
    }
    expect(Object.keys(preview.documents)).toEqual(["main", "second"]);
    for (const document of Object.values(preview.documents)) expect(JSON.parse(document).swagger).toBe("2.0");
  });

  test("masks secrets, and knows no key string to leak", () => {
    expect(preview.outputs.apiKeys).toBe("[secret]");
    expect(json.stdout).not.toMatch(/AIza[\w-]{10}/);
    expect(json.stdout).not.toContain("$secret");
  });

  test("reads and writes nothing of the state", async () => expect(await snapshot(project.root)).toEqual(before));

  test("is the same to the byte every time, also after a run on loopback", async () => {
    expect((await runCli(["local", "--exec", "true", "-C", project.root])).code).toBe(0);
    expect((await runCli(["preview", "--json", "-C", project.root])).stdout).toBe(json.stdout);
  });

  test("without --json draws the tree, one line per resource, without colour", async () => {
    const { stdout, code } = await runCli(["preview", "-C", project.root], { env: { NO_COLOR: "1" } });
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("latchkey-dev  pulumi:pulumi:Stack");
    expect(lines.filter((line) => /^ {2,}\S/.test(line))).toHaveLength(preview.resources.length - 1);
    expect(stdout).toMatch(/^ {2}main {2}latchkey:index:Door\n {4}main-api {2}gcp:apigateway\/api:Api {2}protected$/m);
    expect(stdout).toContain(`${preview.resources.length} resources, 2 gateway documents`);
    expect(stdout).not.toContain("\u001b");
  });

  test("--documents prints each gateway document", async () => {
    const { stdout } = await runCli(["preview", "--documents", "-C", project.root]);
    for (const [door, document] of Object.entries(preview.documents))
      expect(stdout).toContain(`# ${door}\n${document}`);
  });

  test("does not mind a reader that has seen enough", async () => {
    const child = startCli(["preview", "--json", "-C", project.root]);
    let stderr = "";
    child.stderr?.on("data", (text: string) => {
      stderr += text;
    });
    child.stdout?.destroy();
    const [code] = await once(child, "close");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("latchkey preview --from", () => {
  test("names what deploying over that revision would be refused, with exit code 1, and leaves no folder", async () => {
    const project = await makeProject();
    const temporary = await mkdtemp(join(tmpdir(), "latchkey-previews-"));
    try {
      project.commit();
      const preview = () =>
        runCli(["preview", "--json", "--from", "HEAD", "-C", project.root], { env: { TMPDIR: temporary } });
      const kept = await preview();
      expect(kept).toMatchObject({ code: 0, stderr: "" });
      await project.configure({ ...devConfig, "gcp:region": "us-central1" });
      const refused = await preview();
      expect(refused.code).toBe(1);
      const names = (JSON.parse(refused.stdout) as Preview).refused.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(["main-gateway", "second-gateway", "issuer-key-set-bucket"]));
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      await project.remove();
      await rm(temporary, { recursive: true, force: true });
    }
  });
});
