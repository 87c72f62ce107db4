import { describe, expect, it } from "vitest";
import { FindingLog } from "../../../openapi/finding-log.ts";
import { openDescription } from "../../../openapi/source/open-description.ts";
import type { FileProblem } from "../../../openapi/source/references.ts";
import { Sources } from "../../../openapi/source/sources.ts";
import { codes, compileText } from "../settings.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Files by path; the first is the description. */
function open(files: Readonly<Record<string, string | FileProblem>>) {
  const log = new FindingLog();
  const asked: string[] = [];
  const [[file, text] = ["", ""]] = Object.entries(files);
  const read = (name: string) => {
    asked.push(name);
    const found = files[name] ?? "missing";
    return found === "missing" || found === "outside" || found === "unreadable" ? found : bytes(found);
  };
  const opened = openDescription({ source: bytes(text), file, read }, new Sources(), log);
  const found = () => log.inOrder().map(({ code, place }) => `${code} ${place.file}:${place.line}`);
  return { root: opened?.root, references: opened?.references, asked, found };
}

function follow(files: Readonly<Record<string, string | FileProblem>>, key: string) {
  const { root, references, ...rest } = open(files);
  const start = root?.get(key);
  return { target: start && references?.follow(start), ...rest };
}

const alone = `
a: {$ref: '#/b'}
b: {$ref: '#/c~1d/0'}
c/d: [{name: found}]
self: {$ref: '#/self'}
gone: {$ref: '#/nowhere'}
whole: {$ref: '#'}
odd: {$ref: '#/%zz'}
number: {$ref: 1}
crowded: {$ref: '#/plain', security: []}
told: {$ref: '#/plain', description: in other words}
plain: {name: plain}
`;

describe("references within a file", () => {
  it("are followed through several steps, escapes and list indices", () => {
    const { target } = follow({ "api.yaml": alone }, "a");
    expect(target?.get("name")?.text).toBe("found");
    expect(target?.pointer).toBe("/c~1d/0");
  });

  it.each([
    ["self", ["cyclic_ref api.yaml:5"]],
    ["gone", ["dangling_ref api.yaml:6"]],
    ["odd", ["dangling_ref api.yaml:8"]],
    ["number", ["wrong_type api.yaml:9"]],
    ["crowded", ["ref_misplaced api.yaml:10"]],
    ["told", []],
    ["plain", []],
    ["whole", []],
  ])("%s gives %j", (key, expected) => {
    expect(follow({ "api.yaml": alone }, key).found()).toEqual(expected);
  });
});

describe("references into other files", () => {
  const files = {
    "openapi/api.yaml": "a: {$ref: './parts/a.yaml#/x~1y'}\nb: {$ref: parts/a.yaml}\nname: home\n",
    "openapi/parts/a.yaml": "x/y: {$ref: 'b.json'}\nz: {$ref: '../api.yaml'}\n",
    "openapi/parts/b.json": '{\n  "name": "far"\n}\n',
  };

  it("are followed from file to file, each relative to the file it stands in", () => {
    const { target, asked } = follow(files, "a");
    expect(target?.get("name")?.place).toEqual({ file: "openapi/parts/b.json", line: 2, column: 3, pointer: "/name" });
    expect(asked).toEqual(["openapi/parts/a.yaml", "openapi/parts/b.json"]);
  });

  it("open each file once, and the description itself never again", () => {
    const { root, references, asked } = open(files);
    const other = root && references?.follow(root.get("b") ?? root);
    const home = other && references?.follow(other.get("z") ?? other);
    expect(home?.get("name")?.text).toBe("home");
    if (root) references?.follow(root.get("a") ?? root);
    expect(asked).toEqual(["openapi/parts/a.yaml", "openapi/parts/b.json"]);
  });

  it("open nothing that nobody asks for", () => {
    expect(open({ "api.yaml": "components: {schemas: {A: {$ref: 'a.yaml'}}}\n" }).asked).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string | FileProblem>>, string[]]>([
    ["a file that is not there", { "api.yaml": "a: {$ref: b.yaml}\n" }, ["dangling_ref api.yaml:1"]],
    [
      "a pointer to nothing in it",
      { "api.yaml": "a: {$ref: 'b.yaml#/c'}\n", "b.yaml": "d: 1\n" },
      ["dangling_ref api.yaml:1"],
    ],
    [
      "a file that a link leads out",
      { "api.yaml": "a: {$ref: b.yaml}\n", "b.yaml": "outside" },
      ["ref_outside api.yaml:1"],
    ],
    ["a folder", { "api.yaml": "a: {$ref: parts}\n", parts: "unreadable" }, ["ref_unreadable api.yaml:1"]],
    [
      "a file with a mistake",
      { "api.yaml": "a: {$ref: b.yaml}\n", "b.yaml": "c: 1\nc: 2\n" },
      ["duplicate_key b.yaml:2"],
    ],
    [
      "a circle through two files",
      { "api.yaml": "a: {$ref: 'b.yaml#/b'}\n", "b.yaml": "b: {$ref: 'api.yaml#/a'}\n" },
      ["cyclic_ref api.yaml:1"],
    ],
    [
      "a file with a reference to a URL",
      { "api.yaml": "a: {$ref: b.yaml}\n", "b.yaml": "c: {$ref: 'https://example.com'}\n" },
      ["remote_ref b.yaml:1"],
    ],
  ])("%s is a finding at its place", (_, written, expected) => {
    expect(follow(written, "a").found()).toEqual(expected);
  });

  it("are not followed for ever", () => {
    const endless = Object.fromEntries(
      Array.from({ length: 1_200 }, (_, index) => [`f${index}.yaml`, `a: {$ref: 'f${index + 1}.yaml#/a'}\n`]),
    );
    const { asked, found } = follow(endless, "a");
    expect(asked).toHaveLength(999);
    expect(found()).toEqual(["too_many_files f999.yaml:1"]);
  });

  it("out of the folder or to a URL are refused wherever they stand, and not where they are data", () => {
    const refs = `
components:
  schemas:
    Order: {$ref: 'http://169.254.169.254/token'}
    Line: {$ref: '../line.yaml#/Line'}
    Root: {$ref: '/etc/passwd'}
    File: {$ref: 'file:///etc/passwd'}
    Protocol: {$ref: '//example.com/a.yaml'}
    Disguised: {$ref: '%2e%2e/line.yaml'}
    Slashes: {$ref: '..\\line.yaml'}
    Roundabout: {$ref: 'parts/../../line.yaml'}
    Fine: {$ref: 'parts/../line.yaml'}
    Data: {example: {$ref: 'https://example.com'}, properties: {$ref: {type: string}}}
`;
    const { found, asked } = open({ "openapi/api.yaml": refs });
    expect(found()).toEqual([
      "remote_ref openapi/api.yaml:4",
      "ref_outside openapi/api.yaml:5",
      "ref_outside openapi/api.yaml:6",
      "remote_ref openapi/api.yaml:7",
      "remote_ref openapi/api.yaml:8",
      "ref_outside openapi/api.yaml:9",
      "ref_outside openapi/api.yaml:10",
      "ref_outside openapi/api.yaml:11",
    ]);
    expect(asked).toEqual([]);
  });

  it("say where they stand by a pointer too", () => {
    const log = new FindingLog();
    const source = bytes("paths:\n  /a:\n    - {$ref: '../b'}\n");
    openDescription({ source, file: "api.yaml" }, new Sources(), log);
    expect(log.inOrder()[0]?.place).toEqual({ file: "api.yaml", line: 3, column: 8, pointer: "/paths/~1a/0/$ref" });
  });
});

describe("references in a description", () => {
  it("serve paths, path items, operations, parameters and security schemes", () => {
    const description = `
openapi: 3.1.0
info: {title: a, version: b}
security: [{key: []}]
x-schemes: {key: {type: apiKey, in: header, name: x-api-key}}
x-parameters: {rest: {name: rest, in: path, x-google-parameter: {pattern: "**"}}}
x-operations: {files: {operationId: files}}
x-items: {files: {parameters: [{$ref: '#/x-parameters/rest'}], get: {$ref: '#/x-operations/files'}}}
x-components: {securitySchemes: {$ref: '#/x-more'}}
x-more: {key: {$ref: '#/x-schemes/key'}}
x-paths: {'/files/{rest}': {$ref: '#/x-items/files'}}
components: {$ref: '#/x-components'}
paths: {$ref: '#/x-paths'}
`;
    const compilation = compileText(description);
    expect(codes(compilation, "warning")).toEqual([]);
    expect(compilation.operations).toMatchObject([{ operationId: "files", pathTemplate: "/files/{rest=**}" }]);
  });

  it("point findings at the place that is referred to", () => {
    const description = `
openapi: 3.1.0
info: {title: a, version: b}
components: {securitySchemes: {key: {type: apiKey, in: header, name: x-api-key}}}
x-items:
  files:
    get: {operationId: files, security: [{kye: []}]}
paths: {/files: {$ref: '#/x-items/files'}}
`;
    expect(compileText(description).findings).toMatchObject([{ code: "undefined_scheme", place: { line: 7 } }]);
  });
});
