import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CheckOrder, check } from "../../../scripts/check/check.ts";
import { renderReport } from "../../../scripts/check/render-report.ts";
import { passes, type Report, summarise } from "../../../scripts/check/report.ts";
import { devConfig, makeProject, type Project } from "../../fixtures/project.ts";

const head = "openapi: 3.0.4\ninfo: { title: x, version: '1' }\n";
const scheme = "components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }\n";
const misspelt = `${head}paths:\n  /a:\n    get:\n      security: [{ kee: [] }]\n`;
const sound = `${head}${scheme}paths: { /a: { get: { operationId: a, security: [{ key: [] }] } } }\n`;
const keyOrToken = `${head}components:
  securitySchemes:
    key: { type: apiKey, in: header, name: x-api-key }
    token: { type: http, scheme: bearer }
paths:
  /a: { get: { operationId: a, security: [{ key: [] }, { token: [] }] } }
`;

let project: Project;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const checked = (order: Partial<CheckOrder> = {}): Promise<Report> =>
  check({ files: [], overlays: [], stack: "dev", stackIsNamed: false, cwd: project.root, ...order });
/** All but the note that every description with a key gets. */
const places = ({ files }: Report) =>
  files.flatMap(({ findings: all }) => {
    const findings = all.filter(({ code }) => code !== "key_alone");
    return findings.map(
      ({ severity, code, place }) => `${place.file}:${place.line}:${place.column} ${severity} ${code}`,
    );
  });
const write = (file: string, text: string) => writeFile(join(project.root, file), text);

describe("the stack's own description", () => {
  test("is checked with its configuration, and both are clean", async () => {
    const report = await checked();
    expect(report.files.map(({ file }) => file)).toEqual(["Pulumi.dev.yaml", "openapi/api.yaml"]);
    expect(places(report)).toEqual([]);
    expect(report.watched).toEqual(
      ["Pulumi.yaml", "Pulumi.dev.yaml", "openapi/api.yaml"].map((file) => join(project.root, file)),
    );
  });

  test("is checked as well where the configuration is wrong, each setting at its place", async () => {
    await write(
      "Pulumi.dev.yaml",
      "config:\n  gcp:project: demo-demo\n  latchkey:dors: [main]\n  latchkey:doors: main\n",
    );
    await project.describe(misspelt);
    expect(places(await checked())).toEqual([
      "Pulumi.dev.yaml:1:1 error setting_invalid",
      "Pulumi.dev.yaml:1:1 error setting_invalid",
      "Pulumi.dev.yaml:1:1 error setting_invalid",
      "Pulumi.dev.yaml:3:3 error setting_invalid",
      "Pulumi.dev.yaml:4:3 error setting_invalid",
      "openapi/api.yaml:6:20 error undefined_scheme",
    ]);
  });

  test("and the consumers' credentials must fit together", async () => {
    await project.describe(sound);
    await project.configure({ ...devConfig, "latchkey:consumers": {}, "latchkey:signingKeys": [] });
    expect(places(await checked())).toEqual([]);
    await project.describe(keyOrToken);
    for (const files of [[], ["openapi/api.yaml"]])
      expect(places(await checked({ files }))).toEqual([
        expect.stringMatching(/^Pulumi\.dev\.yaml:\d+:3 error setting_invalid$/),
      ]);
  });

  test.each([
    ["missing", (root: string) => rm(join(root, "openapi", "api.yaml")), "description_missing"],
    ["outside", () => project.configure({ ...devConfig, "latchkey:description": "../x.yaml" }), "description_missing"],
    [
      "a folder",
      () => project.configure({ ...devConfig, "latchkey:description": "openapi" }),
      "description_unreadable",
    ],
  ])("that is %s is a mistake of the setting", async (_, spoil, code) => {
    await spoil(project.root);
    expect(places(await checked())).toEqual([
      expect.stringMatching(new RegExp(`^Pulumi\\.dev\\.yaml:\\d+:\\d+ error ${code}$`)),
    ]);
  });
});

describe("a configuration that cannot be read", () => {
  test.each([
    ["is no YAML", "config:\n  a: [\n", /^Pulumi\.dev\.yaml:\d+:\d+ error stack_syntax$/],
    ["holds no settings", "x: 1\n", /^Pulumi\.dev\.yaml:1:1 error stack_shape$/],
    ["holds secrets", "config:\n  latchkey:x: { secure: v1 }\n", /^Pulumi\.dev\.yaml:1:1 error stack_secret$/],
  ])("that %s is told at its place, and other descriptions all the same", async (_, text, told) => {
    await write("Pulumi.dev.yaml", text);
    await write("other.yaml", misspelt);
    expect(places(await checked())).toEqual([expect.stringMatching(told)]);
    expect(places(await checked({ files: ["other.yaml"] }))).toEqual([
      expect.stringMatching(told),
      "other.yaml:6:20 error undefined_scheme",
    ]);
  });

  test("that is missing only matters where it is asked for", async () => {
    await rm(join(project.root, "Pulumi.dev.yaml"));
    await write("other.yaml", misspelt);
    expect(places(await checked())).toEqual(["Pulumi.dev.yaml:1:1 error stack_missing"]);
    const order = { files: ["other.yaml"] };
    expect(places(await checked(order))).toEqual(["other.yaml:6:20 error undefined_scheme"]);
    expect(places(await checked({ ...order, stackIsNamed: true }))).toEqual([
      "Pulumi.dev.yaml:1:1 error stack_missing",
      "other.yaml:6:20 error undefined_scheme",
    ]);
  });

  test("under a name that is none is refused, and nothing is read", () =>
    expect(checked({ stack: "../x", stackIsNamed: true })).rejects.toMatchObject({ code: "stack_name" }));
});

describe("a description named on the command line", () => {
  test("is judged under the settings of the stack, without it as if it had both doors", async () => {
    await write("other.yaml", keyOrToken);
    await project.configure({ ...devConfig, "latchkey:doors": ["main"] });
    expect(places(await checked({ files: ["other.yaml"] }))).toEqual(["other.yaml:8:32 error needs_second_door"]);
    await rm(join(project.root, "Pulumi.dev.yaml"));
    expect(places(await checked({ files: ["other.yaml"] }))).toEqual([]);
  });

  test("is checked once, and each by itself", async () => {
    await Promise.all([write("a.yaml", misspelt), write("b.yaml", sound), mkdir(join(project.root, "c.yaml"))]);
    const report = await checked({ files: ["a.yaml", "missing.yaml", "b.yaml", "c.yaml", "a.yaml", "d\0"] });
    expect(places(report)).toEqual([
      "a.yaml:6:20 error undefined_scheme",
      "missing.yaml:1:1 error file_missing",
      "c.yaml:1:1 error file_unreadable",
      "d\0:1:1 error file_unreadable",
    ]);
  });

  test("is told with what its references lead to, which is watched too; nothing is read outside its folder", async () => {
    await mkdir(join(project.root, "api", "paths"), { recursive: true });
    await write("secret.yaml", "get: { operationId: stolen, security: [] }\n");
    await write("api/paths/orders.yaml", "get:\n  security: [{ kee: [] }]\n");
    await symlink(join(project.root, "secret.yaml"), join(project.root, "api", "link.yaml"));
    const refs = { orders: "./paths/orders.yaml", link: "link.yaml", gone: "gone.yaml" };
    const paths = Object.entries(refs).map(([name, ref]) => `  /${name}: { $ref: ${ref} }\n`);
    await write("api/api.yaml", `${head}paths:\n${paths.join("")}`);
    const report = await checked({ files: ["api/api.yaml"] });
    expect(places(report)).toEqual([
      "api/api.yaml:5:12 error ref_outside",
      "api/api.yaml:6:12 error dangling_ref",
      "api/paths/orders.yaml:2:16 error undefined_scheme",
    ]);
    expect(report.watched).toContain(join(project.root, "api", "paths", "orders.yaml"));
    expect(report.watched).toContain(join(project.root, "api", "gone.yaml"));
    expect(renderReport(report, "text")).toContain("   2 |   security: [{ kee: [] }]\n");
    expect(renderReport(report, "text")).not.toContain("stolen");
    await write("api/api.yaml", `${head}paths:\n  /above: { $ref: ../secret.yaml }\n`);
    expect(places(await checked({ files: ["api/api.yaml"] }))).toEqual(["api/api.yaml:4:13 error ref_outside"]);
  });
});

describe("overlays", () => {
  const overlay = (target: string, update: string) =>
    `overlay: 1.0.0\ninfo: { title: x, version: "1" }\nactions:\n  - target: ${target}\n    update: ${update}\n`;
  const mend = overlay("$.paths['/a'].get", "{ security: [{ kye: [] }] }");

  test("of the command line are laid over each description, and findings name them", async () => {
    await Promise.all([write("a.yaml", sound), write("b.yaml", sound), write("o.yaml", mend)]);
    const report = await checked({ files: ["a.yaml", "b.yaml"], overlays: ["o.yaml"] });
    expect(places(report)).toEqual([0, 1].map(() => "o.yaml:5:28 error undefined_scheme"));
    expect(report.watched).toContain(join(project.root, "o.yaml"));
    expect(renderReport(report, "text")).toContain("   5 |     update: { security: [{ kye: [] }] }\n");
  });

  test("of the stack are laid over its own description only, before those", async () => {
    await Promise.all([write("a.yaml", sound), write("o.yaml", mend)]);
    await project.configure({ ...devConfig, "latchkey:description": "a.yaml", "latchkey:overlays": ["o.yaml"] });
    for (const files of [[], ["./a.yaml"]])
      expect(places(await checked({ files }))).toEqual(["o.yaml:5:28 error undefined_scheme"]);
    await write("b.yaml", sound);
    expect(places(await checked({ files: ["b.yaml"] }))).toEqual([]);
    await write(
      "again.yaml",
      overlay("$.paths['/a'].get", "{ x: 1 }").replace("x: 1", "operationId: b, x-latchkey-x: 1"),
    );
    expect(places(await checked({ overlays: ["again.yaml"] }))).toEqual([
      "o.yaml:5:28 error undefined_scheme",
      expect.stringMatching(/^again\.yaml:5:\d+ error unknown_extension$/),
    ]);
  });

  test("that cannot be read are told, and nothing is judged without them", async () => {
    await write("a.yaml", misspelt);
    expect(places(await checked({ files: ["a.yaml"], overlays: ["nope.yaml"] }))).toEqual([
      "nope.yaml:1:1 error file_missing",
    ]);
    await project.configure({ ...devConfig, "latchkey:overlays": ["nope.yaml"] });
    expect(places(await checked())).toEqual([
      expect.stringMatching(/^Pulumi\.dev\.yaml:\d+:3 error description_missing$/),
    ]);
  });
});

test("whatever bytes it is given, a check comes to an end with findings or without, in every format", async () => {
  const yaml = fc.constantFrom(
    "a: ",
    "- ",
    "{",
    "}",
    "[",
    "\n",
    "  ",
    "*a",
    "&a ",
    "$ref: ",
    "paths:\n",
    "'",
    '"',
    "\t",
    "__proto__: ",
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(yaml, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(""))),
    fc.nat(misspelt.length).map((length) => Buffer.from(keyOrToken.slice(0, length))),
    fc
      .tuple(fc.nat(keyOrToken.length - 1), fc.nat(255))
      .map(([at, byte]) => Buffer.from(keyOrToken).fill(byte, at, at + 1)),
  );
  await rm(join(project.root, "Pulumi.dev.yaml"));
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      await writeFile(join(project.root, "any.yaml"), content);
      const report = await checked({ files: ["any.yaml"] });
      expect(typeof passes(summarise(report), true)).toBe("boolean");
      for (const format of ["text", "json", "sarif", "github"] as const) {
        expect(renderReport(report, format)).not.toMatch(/(?!\n)\p{Cc}/u);
      }
    }),
    { numRuns: 100 },
  );
});

describe("a finding that the description allows", () => {
  test("is a note with its reason in every format, and fails nothing even under --strict", async () => {
    const scoped = sound
      .replace("type: apiKey, in: header, name: x-api-key", "type: http, scheme: bearer")
      .replace("key: []", "key: [read]");
    const allowed = scoped.replace(
      "operationId: a,",
      "operationId: a, x-latchkey-allow: [{ code: scopes_not_checked, reason: The service does. }],",
    );
    await Promise.all([write("a.yaml", scoped), write("b.yaml", allowed)]);
    const [warned, told] = [await checked({ files: ["a.yaml"] }), await checked({ files: ["b.yaml"] })];
    expect([warned, told].map((report) => passes(summarise(report), true))).toEqual([false, true]);
    const { files } = JSON.parse(renderReport(told, "json")) as { files: { findings: object[] }[] };
    expect(files.flatMap(({ findings }) => findings)).toMatchObject([
      { code: "scopes_not_checked", severity: "note", allowed: "The service does." },
    ]);
    expect(renderReport(told, "text")).toContain("allowed: The service does.");
    expect(JSON.parse(renderReport(told, "sarif")).runs[0].results).toMatchObject([
      { level: "note", suppressions: [{ kind: "inSource", justification: "The service does." }] },
    ]);
  });
});
