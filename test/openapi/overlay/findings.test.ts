import { describe, expect, it, test } from "vitest";
import type { FindingCode } from "../../../openapi/findings.ts";
import { codes } from "../settings.ts";
import { compileOverlaid, laid, overlay } from "./overlaid.ts";

const api = `openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get: {operationId: list}
`;
const schemes =
  "components: {securitySchemes: {key: {type: apiKey, in: header, name: x-api-key}, own: {type: http, scheme: bearer}}}";

/** Rows: code, overlay with `#!` on the line at fault, column. */
const rows: [FindingCode, string, number?][] = [
  ["not_an_overlay", "openapi: 3.0.4 #!\n"],
  ["not_an_overlay", "- a list #!\n"],
  ["not_an_overlay", "just a text #!\n"],
  ["not_an_overlay", "overlay: 1.0.0\ninfo: {title: a} #!\nactions: [{target: $, update: {}}]\n"],
  ["not_an_overlay", "overlay: 1.0.0 #!\nactions: [{target: $, update: {}}]\n"],
  ["not_an_overlay", "overlay: 1.0.0\ninfo: {title: a, version: 1}\nactions: [] #!\n"],
  ["not_an_overlay", "overlay: 1.0.0\ninfo: {title: a, version: 1}\nactions: {target: $} #!\n"],
  ["overlay_version", "overlay: 2.0.0 #!\ninfo: {title: a, version: 1}\nactions: [{target: $, update: {}}]\n"],
  ["overlay_version", "overlay: 1.0 #!\ninfo: {title: a, version: 1}\nactions: [{target: $, update: {}}]\n"],
  ["overlay_version", "overlay: 1.1.0 #!\ninfo: {title: a, version: 1}\nactions: [{target: $, update: {}}]\n"],
  ["overlay_field", overlay("- target: $.paths\n  updaet: {x-a: 1} #!\n  remove: true\n")],
  ["overlay_field", `${overlay("- {target: $, update: {}}")}\naction: [] #!\n`],
  ["overlay_action", overlay("- update: {} #!\n")],
  ["overlay_action", overlay("- target: {} #!\n  update: {}\n")],
  ["overlay_action", overlay("- just a text #!\n")],
  ["overlay_action", overlay("- target: $.paths #!\n")],
  ["overlay_action", overlay("- target: $.paths\n  remove: yes #!\n")],
  ["overlay_action", overlay("- target: $ #!\n  remove: true\n")],
  ["overlay_target", overlay("- target: $.paths[ #!\n  update: {}\n"), 19],
  ["overlay_target", overlay("- target: paths #!\n  update: {}\n"), 11],
  ["overlay_target", overlay("- target: '$.paths./a' #!\n  update: {}\n"), 20],
  ["overlay_target", overlay("- target: $[?unknown(@)] #!\n  update: {}\n"), 14],
  ["overlay_target", overlay("- target: '$[?@.a=''b] ' #!\n  update: {}\n")],
  ["overlay_target", overlay(`- target: '$[?${"(".repeat(9_000)}@.a${")".repeat(9_000)}]' #!\n  update: {}\n`)],
  ["overlay_no_match", overlay("- target: $.webhooks #!\n  update: {}\n")],
  ["overlay_scalar", overlay("- target: $.info.title #!\n  update: Pets\n")],
  ["overlay_mismatch", overlay("- target: $\n  update:\n    info: text #!\n")],
  ["overlay_mismatch", overlay("- target: $\n  update:\n    paths:\n      /orders: [] #!\n")],
  ["overlay_mismatch", overlay("- target: $\n  update:\n    paths: #!\n"), 5],
  ["overlay_mismatch", overlay("- target: $.paths\n  update: text #!\n")],
  ["overlay_too_much", overlay(`- target: $..[?match(@, '(a+)+b')] #!\n  update: {}\n`)],
  ["duplicate_key", overlay("- target: $\n  update: {}\n  update: {} #!\n")],
  ["bad_syntax", overlay("- {target: $ #!\n")],
  ["remote_ref", overlay("- target: $\n  update: {x-a: {$ref: 'https://a.example'}} #!\n")],
  ["ref_outside", overlay("- target: $\n  update: {x-a: {$ref: ../a.yaml}} #!\n")],
];

describe("findings about an overlay", () => {
  test.each(rows)("%s names the overlay and its line (row %#)", (code, text, column) => {
    const line = text.split("\n").findIndex((written) => written.includes("#!")) + 1;
    const description = code === "overlay_too_much" ? `${api}x-long: ${"a".repeat(60)}\n` : api;
    const found = compileOverlaid(description, [text]).findings.filter((finding) => finding.code === code);
    expect(found.map(({ place }) => [place.file, code === "bad_syntax" ? line : place.line])).toContainEqual([
      "overlays/1.yaml",
      line,
    ]);
    if (column !== undefined) expect(found[0]?.place.column).toBe(column);
    expect(found[0]?.message).not.toMatch(/\{(target|what|name|key|update|seen)\}/);
  });

  it("are all there is when an overlay cannot be applied", () => {
    const compilation = compileOverlaid(api, [overlay("- {target: $.info.title, update: {}}")]);
    expect(codes(compilation, "warning")).toEqual(["overlay_scalar"]);
    expect(compilation.documents).toEqual({});
  });

  it("refuse an update that nests deeper and deeper", () => {
    const deep = `${"{a: ".repeat(60)}{b: 1}${"}".repeat(60)}`;
    const { findings } = laid(
      "b: 1\n",
      overlay(`- {target: "$", update: ${deep}}\n- {target: "$..[?@.b]", update: ${deep}}`),
    );
    expect(findings.map(({ code }) => code)).toEqual(["too_deep"]);
  });

  it("refuse aliases that nest deeper and deeper, in either file", () => {
    const level = (index: number, inner: string) =>
      `x-${index}: &a${index} ${"[".repeat(90)}${inner}${"]".repeat(90)}\n`;
    const tower = Array.from({ length: 190 }, (_, index) => level(index, index === 0 ? "1" : `*a${index - 1}`)).join(
      "",
    );
    const started = performance.now();
    const inOverlay = laid(
      "b: 1\n",
      `${tower}${overlay("- {target: $, update: {c: *a189}}\n- {target: $..c, remove: true}")}`,
    );
    const inDescription = laid(tower, overlay("- {target: $..x, update: {}}"));
    expect([inOverlay, inDescription].map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      ["too_deep"],
      ["too_deep"],
    ]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("do not stop a compilation when nothing is selected", () => {
    const both = overlay(
      `- {target: $.webhooks, remove: true}\n- {target: $, update: {${schemes}, security: [{key: []}]}}`,
    );
    const compilation = compileOverlaid(api, [both]);
    expect(codes(compilation, "warning")).toEqual(["overlay_no_match"]);
    expect(Object.keys(compilation.documents)).toEqual(["main", "second"]);
  });
});

describe("findings about what an overlay leaves", () => {
  const secured = `${api}${schemes}\nsecurity: [{key: []}]\n`;

  it("stand in the overlay where it wrote what is at fault", () => {
    const text = overlay("- target: $.paths.*.get\n  update:\n    security:\n      - kye: []\n");
    const [found] = compileOverlaid(secured, [text]).findings;
    expect(found).toMatchObject({ code: "undefined_scheme", place: { file: "overlays/1.yaml", line: 7, column: 9 } });
    expect(found?.place.pointer).toBe("/paths/~1orders/get/security/0/kye");
  });

  it("stand in the description where that wrote it", () => {
    const { findings } = compileOverlaid(secured, [overlay("- {target: $.security, remove: true}")]);
    expect(findings[0]).toMatchObject({ code: "security_missing", place: { file: "api/openapi.yaml", line: 5 } });
  });

  it("come in the order of the files", () => {
    const first = overlay("- {target: $, update: {security: [{kye: []}]}}");
    const { findings, sources } = compileOverlaid(`${api}x-latchkey-a: 1\n${schemes}\n`, [first]);
    expect(sources.names).toEqual(["api/openapi.yaml", "overlays/1.yaml"]);
    expect(findings.map(({ code, place }) => [code, place.file])).toEqual([
      ["unknown_extension", "api/openapi.yaml"],
      ["undefined_scheme", "overlays/1.yaml"],
    ]);
  });

  it("read `$ref`s of an overlay from the description", () => {
    const text = overlay(
      "- target: $.paths\n  update:\n    /a: {$ref: '#/x-items/a'}\n    /b: {$ref: parts/b.yaml}\n    /c: {$ref: c.yaml}\n",
    );
    const description = `${secured}x-items: {a: {get: {operationId: a}}}\n`;
    const compilation = compileOverlaid(description, [text], {}, { "api/parts/b.yaml": "get: {operationId: b}\n" });
    expect(compilation.operations.map(({ operationId }) => operationId)).toEqual(["a", "b", "list"]);
    const errors = compilation.findings.filter(({ severity }) => severity === "error");
    expect(errors).toMatchObject([{ code: "dangling_ref", place: { file: "overlays/1.yaml", line: 8 } }]);
  });
});
