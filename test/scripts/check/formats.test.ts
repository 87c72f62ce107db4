import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../infra/project-root.ts";
import { compile } from "../../../openapi/compile.ts";
import { findings as table } from "../../../openapi/findings.ts";
import { neutralSettings } from "../../../scripts/check/neutral-settings.ts";
import { renderReport } from "../../../scripts/check/render-report.ts";
import { type CheckedFile, passes } from "../../../scripts/check/report.ts";
import { sarif } from "../../../scripts/check/sarif.ts";

const folder = join(projectRoot, "openapi");
const head = "openapi: 3.0.4\ninfo: { title: x, version: '1' }\n";

function checkedText(text: string, file = "a b/api.yaml"): CheckedFile {
  const { findings, sources } = compile({ source: Buffer.from(text), file, settings: neutralSettings });
  return { file, folder, findings, sources };
}

const clean = checkedText(
  `${head}paths: { /a: { get: { operationId: a, security: [], x-latchkey-public: true } } }\n`,
  "clean.yaml",
);
const mixed = checkedText(`${head}paths:
  /a/:
    get: { operationId: a, security: [], x-latchkey-public: true }
  /b:
    get: { operationId: "b", x-google-backend: { address: 'https://a.example' }, security: [], x-latchkey-public: true }
    put: { operationId: "c", security: [], x-latchkey-public: true, x-google-backend: { deadline: -1 } }
  /c:
    get: { operationId: "d", security: [{ "ke%:,\\e[2J\\n::error::e": [] }] }
`);
const files = [clean, mixed];

test("the example holds what the formats are tested with", () => {
  expect(clean.findings).toEqual([]);
  expect(mixed.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    "note trailing_slash",
    "warning path_translation_defaulted",
    "error deadline_invalid",
    "error undefined_scheme",
  ]);
});

describe("whether a check passes", () => {
  test.each([
    ["nothing", 0, 0, 0, true, true],
    ["notes", 0, 0, 3, true, true],
    ["warnings", 0, 1, 0, true, false],
    ["errors", 1, 0, 0, false, false],
  ])("with %s", (_, errors, warnings, notes, usually, strictly) => {
    expect([false, true].map((strict) => passes({ errors, warnings, notes }, strict))).toEqual([usually, strictly]);
  });
});

describe("text", () => {
  test("tells each finding with its line, and sums up", () => {
    const blocks = renderReport({ files }, "text").split("\n\n");
    expect(blocks).toHaveLength(5);
    expect(blocks[2]?.split("\n")).toEqual([
      expect.stringMatching(/^a b\/api\.yaml:8:89 error deadline_invalid: a deadline must be/),
      expect.stringMatching(/^ {3}8 \| … security: \[\], .* x-google-backend: \{ deadline: -1 \} \}$/),
      expect.stringMatching(/^ {5}\| {62}\^$/),
      expect.stringMatching(/^ {2}Google: uses 15 seconds/),
      expect.stringMatching(/^ {2}fix: write the seconds/),
    ]);
    expect(blocks[4]).toBe("2 errors, 1 warning, 1 note in a b/api.yaml\n");
  });

  test("of a clean file is one line", () =>
    expect(renderReport({ files: [clean] }, "text")).toBe("no findings in clean.yaml\n"));

  test("names the files while they are few", () => {
    const named = (count: number) => Array.from({ length: count }, (_, index) => ({ ...clean, file: `${index}.yaml` }));
    expect(renderReport({ files: named(3) }, "text")).toBe("no findings in 0.yaml, 1.yaml, 2.yaml\n");
    expect(renderReport({ files: named(4) }, "text")).toBe("no findings in 4 files\n");
  });

  test("holds no control character but line ends, and no colour where there is no terminal", () =>
    expect(renderReport({ files }, "text")).not.toMatch(/(?!\n)\p{Cc}/u));
});

describe("json", () => {
  const written = JSON.parse(renderReport({ files }, "json"));

  test("has the documented shape", () => {
    expect(Object.keys(written)).toEqual(["files", "summary"]);
    expect(written.summary).toEqual({ errors: 2, warnings: 1, notes: 1 });
    expect(written.files[0]).toEqual({ file: "clean.yaml", findings: [] });
    const [finding] = written.files[1].findings;
    expect(Object.keys(finding)).toEqual(["code", "severity", "message", "place", "google", "fix"]);
    expect(finding.place).toEqual({ file: "a b/api.yaml", line: 4, column: 3, pointer: "/paths/~1a~1" });
  });
});

describe("github", () => {
  const lines = renderReport({ files }, "github").trimEnd().split("\n");
  const file = join(relative(process.cwd(), folder), "a b/api.yaml");

  test("has one workflow command per finding, the gravest first, and a summary", () => {
    expect(lines.map((line) => /^::(\w+) file=(.*),line=(\d+),col=\d+,title=(\w+)::\S/.exec(line)?.slice(1))).toEqual([
      ["error", file, "10", "undefined_scheme"],
      ["error", file, "8", "deadline_invalid"],
      ["warning", file, "7", "path_translation_defaulted"],
      ["notice", file, "4", "trailing_slash"],
      undefined,
    ]);
    expect(lines.at(-1)).toBe("2 errors, 1 warning, 1 note in a b/api.yaml");
  });

  test("escapes what would end a command or begin another", () => {
    const [first] = lines;
    expect(first).toContain("`ke%25:,\u241b[2J\u240a::error::e`");
    const [odd] = renderReport(
      {
        files: [
          {
            ...mixed,
            findings: mixed.findings.map((finding) => ({
              ...finding,
              place: { ...finding.place, file: "a,b:c%\r\n.yaml" },
            })),
          },
        ],
      },
      "github",
    ).split("\n");
    expect(odd).toContain("file=openapi/a%2Cb%3Ac%25%0D%0A.yaml,line=");
  });
});

describe("sarif", () => {
  // The schema is written in draft 4; of what it uses, later drafts only call `id` another name.
  const { id, $schema, ...schema } = createRequire(import.meta.url)(
    "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
  ) as Record<string, unknown>;
  const validate = new Ajv({
    strict: false,
    // One of its patterns is none in Unicode mode.
    unicodeRegExp: false,
    formats: { uri: isUri, "uri-reference": true, "date-time": true },
  }).compile(schema);
  const github = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/orders", GITHUB_SHA: "f00" };
  const unreadable = { ...mixed, findings: mixed.findings.map((finding) => ({ ...finding, code: "file_missing" })) };

  test("is read with the official schema", () => {
    expect([id, $schema].join()).toMatch(/sarif-2\.1\.0.*draft-04/);
    expect(validate({ ...sarif({ files }, {}), version: "2.0.0" })).toBe(false);
    expect(validate({ ...sarif({ files }, {}), more: 1 })).toBe(false);
  });

  test.each([
    ["nothing", []],
    ["a clean file", [clean]],
    ["findings of every severity", files],
    ["codes outside the table", [unreadable]],
  ])("validates against it with %s", (_, given) => {
    for (const env of [{}, github]) {
      const written = JSON.parse(JSON.stringify(sarif({ files: given }, env)));
      expect(validate(written), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  test("has a rule for every code, with what Google does, the way out and its page", () => {
    const [run] = sarif({ files: [unreadable] }, github).runs;
    const rules = run?.tool.driver.rules as { id: string; helpUri: string }[];
    expect(rules.map(({ id }) => id)).toEqual([...Object.keys(table), "file_missing"]);
    expect(rules.find(({ id }) => id === "undefined_scheme")).toEqual({
      id: "undefined_scheme",
      shortDescription: { text: table.undefined_scheme.title },
      fullDescription: { text: `Google ${table.undefined_scheme.google}.` },
      help: { text: table.undefined_scheme.fix },
      helpUri: "https://github.com/acme/orders/blob/f00/docs/findings.md#undefined_scheme",
      defaultConfiguration: { level: "error" },
    });
    expect(rules.at(-1)?.helpUri).toBe("https://github.com/acme/orders/blob/f00/docs/settings.md");
  });

  test("names each place by a URI from the current folder, with line and column", () => {
    const [run] = sarif({ files }, {}).runs;
    expect(run?.results.at(-1)).toMatchObject({
      ruleId: "undefined_scheme",
      ruleIndex: Object.keys(table).indexOf("undefined_scheme"),
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "openapi/a%20b/api.yaml", uriBaseId: "%SRCROOT%" },
            region: { startLine: 10, startColumn: 43 },
          },
        },
      ],
    });
  });
});

function isUri(text: string): boolean {
  return URL.canParse(text);
}
