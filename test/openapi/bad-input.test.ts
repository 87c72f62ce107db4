import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../openapi/compile.ts";
import { FindingLog, MAX_FINDINGS } from "../../openapi/finding-log.ts";
import type { FindingCode } from "../../openapi/findings.ts";
import { codes, described, settings } from "./settings.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const run = (source: Uint8Array) => compile({ source, file: "api.yaml", settings: settings() });
const head = "openapi: 3.0.4\ninfo: {title: a, version: b}\n";
const bomb = Array.from({ length: 30 }, (_, level) => {
  const aliases = Array.from({ length: 9 }, () => (level === 0 ? "x" : `*a${level - 1}`));
  return `x-${level}: &a${level} [${aliases.join(", ")}]\n`;
});

/** Rows: what it is, bytes, finding, line. */
const rows: [string, Uint8Array, FindingCode, number][] = [
  ["no bytes", new Uint8Array(), "empty_description", 1],
  ["only white space", bytes("\n  \n"), "empty_description", 1],
  ["a NUL byte", bytes(`${head}x-a: "\0"\n`), "not_text", 3],
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0), "not_text", 1],
  ["invalid UTF-8 on the third line", Uint8Array.of(...bytes(head), 0xc3, 0x28, 0x0a), "not_text", 3],
  ["UTF-16", Uint8Array.from(Buffer.from(head, "utf16le")), "not_text", 1],
  ["100 MB", new Uint8Array(100 * 1024 * 1024).fill(0x20), "too_large", 1],
  ["a tab", bytes(`${head}paths:\n\t/a: {}\n`), "tab_indentation", 4],
  ["a tab in front of a list", bytes(`${head}paths:\n  /a:\n\t- b\n`), "tab_indentation", 5],
  ["an alias bomb", bytes(`${head}${bomb.join("")}`), "too_many_aliases", 26],
  ["flow nesting of 10,000", bytes(`${head}x-a: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`), "too_deep", 3],
  ["unclosed nesting of 10,000", bytes(`${head}x-a: ${"{a: ".repeat(10_000)}\n`), "too_deep", 3],
  ["block nesting of 10,000", bytes(`${head}x-a:\n${"- ".repeat(10_000)}b\n`), "too_deep", 4],
  ["JSON nesting of 10,000", bytes(`{"a": ${'{"a": '.repeat(10_000)}1${"}".repeat(10_000)}}`), "too_deep", 1],
  ["a flood of empty pairs", bytes(`${head}x-a: [${":,".repeat(5_000_000)}]\n`), "too_many_values", 1],
  ["a flood of list entries", bytes(`${head}x-a:\n${"- a\n".repeat(2_000_000)}`), "too_many_values", 1],
  ["a flood of line ends", bytes(`${head}x-a: a${"\n".repeat(10_000_000)}b\n`), "too_many_values", 1],
  [
    "too long a list",
    bytes(`${head}x-a:\n${Array.from({ length: 120_000 }, (_, i) => `  - k${i}\n`).join("")}`),
    "too_many_values",
    4,
  ],
  [
    "too long a mapping",
    bytes(`${head}x-a:\n${Array.from({ length: 120_000 }, (_, i) => `  k${i}: v\n`).join("")}`),
    "too_many_values",
    4,
  ],
  ["a tag of a megabyte", bytes(`${head}\nx-a: !<${"a".repeat(8_000_000)}> b\n`), "bad_syntax", 4],
  ["a key of a megabyte", bytes(`${head}? "${"\\u0041".repeat(200_000)}"\n: b\n`), "bad_syntax", 3],
  ["a tag at a text of a megabyte", bytes(`${head}x-a: !!str ${"a ".repeat(500_000)}\n`), "bad_syntax", 3],
  [
    "many directives",
    bytes(`${Array.from({ length: 200 }, (_, i) => `%TAG !t${i}! a\n`).join("")}---\n`),
    "bad_syntax",
    102,
  ],
  ["a cut-off file", bytes(described({}).slice(0, 60)), "bad_syntax", 1],
  ["prose", bytes("This is not an API description."), "unknown_version", 1],
];

describe("bad input", () => {
  it.each(rows)("answers %s with one clear error within two seconds", (_, source, code, line) => {
    const started = performance.now();
    const { findings, documents } = run(source);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(documents).toEqual({});
    const found = findings.find((finding) => finding.code === code);
    expect(found?.severity).toBe("error");
    expect(found?.place).toMatchObject({ file: "api.yaml", line });
  });

  it("lets an alias bomb within Google's limit stay as small as its text", () => {
    const small = `${head}${bomb.slice(0, 20).join("")}paths: *a19\n`;
    const started = performance.now();
    expect(run(bytes(small)).findings.map(({ code }) => code)).toEqual(["no_operations", "wrong_type"]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    ["folded", `x-a: >\n${"  a\n".repeat(120_000)}`],
    ["of doubled quotes", `x-a: '${"''".repeat(5_000_000)}'\n`],
    ["of escapes", `x-a: "${"\\u0041".repeat(2_000_000)}"\n`],
    ["on one line", `x-a: ${"a".repeat(30_000_000)}\n`],
  ])("passes over a long text %s that decides about nothing", (_, text) => {
    const started = performance.now();
    expect(
      run(bytes(`${head}${text}paths: {/a: {get: {security: [{no: []}]}}}\n`)).findings.map(({ code }) => code),
    ).toEqual(["undefined_scheme"]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("shows the first of more mistakes than anybody can read, and says that there are more", () => {
    const text = `${head}x-a:\n${Array.from({ length: 20_000 }, (_, i) => `  k${i}: {$ref: 'http://a'}\n`).join("")}`;
    const { findings } = run(bytes(text));
    expect(findings).toHaveLength(MAX_FINDINGS + 1);
    expect(findings.at(-1)).toMatchObject({ code: "more_findings", message: "15000 more findings are not shown" });
    expect(findings.at(-1)?.place.line).toBe(4 + MAX_FINDINGS);
  });

  it("keeps errors where notes alone are more than are shown", () => {
    const log = new FindingLog();
    const at = (line: number) => ({ file: "a", line, column: 1, pointer: "" });
    for (let line = 1; line <= MAX_FINDINGS + 10; line += 1) log.add("trailing_slash", at(line));
    log.add("no_operations", at(1));
    expect(log.hasErrors).toBe(true);
    expect(log.inOrder().filter(({ severity }) => severity === "error")).toHaveLength(1);
    expect(log.inOrder().at(-1)?.message).toBe("10 more findings are not shown");
  });

  it("shortens a name that somebody made long", () => {
    const { findings } = run(bytes(`${head}x-a: *${"a".repeat(1_000_000)}\n`));
    expect(findings.map(({ code }) => code)).toEqual(["bad_syntax"]);
    expect(findings[0]?.message.length).toBeLessThan(400);
  });

  it("counts the bytes of all files together", () => {
    const text = `${head}x-a: ${"a".repeat(40 * 1024 * 1024)}\npaths: {/a: {$ref: 'b.yaml'}}\n`;
    const { findings } = compile({
      source: bytes(text),
      file: "api.yaml",
      read: () => bytes(text),
      settings: settings(),
    });
    expect(findings.map(({ code, place }) => `${code} ${place.file}`)).toEqual(["too_large b.yaml"]);
  });

  it("takes a replacement character that was written as such", () => {
    const text = described({ "/a": { get: { operationId: "a", security: [{ key: [] }], summary: "\uFFFD" } } });
    expect(codes(run(bytes(text)), "warning")).toEqual([]);
  });

  it("reads a file with a byte order mark and Windows line ends", () => {
    const text = `\uFEFF${head}x-latchkey-pubic: true\n`.replaceAll("\n", "\r\n");
    const found = run(bytes(text)).findings.find(({ code }) => code === "unknown_extension");
    expect(found).toMatchObject({ code: "unknown_extension", place: { line: 3, column: 1 } });
  });

  it("keeps prototype keys as plain keys", () => {
    const text = described({ "/a": { get: { security: [{ constructor: [] }] } } });
    expect(run(bytes(text)).findings.map(({ code }) => code)).toContain("undefined_scheme");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("answers any bytes with findings or documents, never with an exception", () => {
    const sane = bytes(described({ "/a/{b}": { get: { security: [{ key: [] }, { own: [] }] } } }));
    const mutation = fc.record({ at: fc.nat(sane.length - 1), byte: fc.nat(255), cut: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        let source = sane;
        for (const { at, byte, cut } of mutations) {
          const spot = Math.min(at, source.length);
          source = Uint8Array.of(...source.subarray(0, spot), byte, ...source.subarray(spot + cut));
        }
        const { findings, documents } = run(source);
        const failed = findings.some(({ severity }) => severity === "error");
        expect(Object.keys(documents).length).toBe(failed ? 0 : 2);
      }),
      { numRuns: 400 },
    );
  });
});
