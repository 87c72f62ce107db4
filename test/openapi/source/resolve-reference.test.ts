import { describe, expect, it } from "vitest";
import { FindingLog } from "../../../openapi/finding-log.ts";
import { parseTree } from "../../../openapi/source/parse-tree.ts";
import { refuseReferences } from "../../../openapi/source/refuse-references.ts";
import { resolveReference } from "../../../openapi/source/resolve-reference.ts";
import { codes, compileText } from "../settings.ts";

const text = `
a: {$ref: '#/b'}
b: {$ref: '#/c~1d/0'}
c/d: [{name: found}]
self: {$ref: '#/self'}
gone: {$ref: '#/nowhere'}
whole: {$ref: '#'}
odd: {$ref: '#/%zz'}
plain: {name: plain}
`;

function resolve(key: string) {
  const log = new FindingLog();
  const root = parseTree(text, "api.yaml", log);
  const start = root?.get(key);
  const found = root && start && resolveReference(start, root, log);
  return { found, codes: log.inOrder().map(({ code }) => code) };
}

describe("references", () => {
  it("are followed through several steps, escapes and list indices", () => {
    const { found } = resolve("a");
    expect(found?.get("name")?.text).toBe("found");
    expect(found?.pointer).toBe("/c~1d/0");
  });

  it.each([
    ["self", ["cyclic_ref"]],
    ["gone", ["dangling_ref"]],
    ["odd", ["dangling_ref"]],
    ["plain", []],
    ["whole", []],
  ])("%s gives %j", (key, expected) => {
    expect(resolve(key).codes).toEqual(expected);
  });

  it("out of the document are refused wherever they stand, and not where they are data", () => {
    const log = new FindingLog();
    const refs = `
components:
  schemas:
    Order: {$ref: 'http://169.254.169.254/token'}
    Line: {$ref: './line.yaml#/Line'}
    Data: {example: {$ref: 'https://example.com'}, properties: {$ref: {type: string}}}
`;
    const root = parseTree(refs, "api.yaml", log);
    if (root) refuseReferences(root, log);
    expect(log.inOrder().map(({ code, place }) => [code, place.line])).toEqual([
      ["remote_ref", 4],
      ["file_ref", 5],
    ]);
  });

  it("serve path items, parameters and security schemes", () => {
    const description = `
openapi: 3.1.0
info: {title: a, version: b}
security: [{key: []}]
x-schemes: {key: {type: apiKey, in: header, name: x-api-key}}
x-parameters: {rest: {name: rest, in: path, x-google-parameter: {pattern: "**"}}}
x-items: {files: {parameters: [{$ref: '#/x-parameters/rest'}], get: {operationId: files}}}
components: {securitySchemes: {key: {$ref: '#/x-schemes/key'}}}
paths:
  /files/{rest}: {$ref: '#/x-items/files'}
`;
    const compilation = compileText(description);
    expect(codes(compilation, "all")).toEqual([]);
    expect(compilation.operations).toMatchObject([{ operationId: "files", pathTemplate: "/files/{rest=**}" }]);
  });

  it("point findings at the place that is referred to", () => {
    const description = `
openapi: 3.1.0
info: {title: a, version: b}
components: {securitySchemes: {key: {type: apiKey, in: header, name: x-api-key}}}
x-items:
  files:
    get:
      security: [{kye: []}]
paths:
  /files: {$ref: '#/x-items/files'}
`;
    const [finding] = compileText(description).findings;
    expect(finding).toMatchObject({ code: "undefined_scheme", place: { line: 8 } });
  });
});
