import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import type { DoorName } from "../../../openapi/compilation.ts";
import { compile } from "../../../openapi/compile.ts";
import { FindingLog } from "../../../openapi/finding-log.ts";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import { realise } from "../../../openapi/policy/realise.ts";
import { prove } from "../../../openapi/proof.ts";
import { describedBy, settings } from "../settings.ts";

const examples: readonly [string, readonly DoorName[]][] = [
  ["examples/key-and-token.yaml", ["main"]],
  ["examples/external-issuer.yaml", ["main"]],
  ["examples/swagger.yaml", ["main", "second"]],
];

/** What a value may become when somebody, or a bug, has been at the document. */
const replacements: readonly (readonly [string, unknown])[] = [
  ["gone", undefined],
  ["another text", "https://evil.example/x"],
  ["a list of nothing", []],
];

/** Copies of a document with one value replaced, one for each value at any depth. */
function* mutations(document: unknown, at: readonly string[] = []): Generator<{ at: string; mutant: unknown }> {
  if (typeof document !== "object" || document === null) return;
  for (const key of Object.keys(document)) {
    const wrap = (value: unknown) => {
      const copy: Record<string, unknown> | unknown[] = Array.isArray(document) ? [...document] : { ...document };
      if (value === undefined && Array.isArray(copy)) copy.splice(Number(key), 1);
      else Object.assign(copy, { [key]: value });
      return copy;
    };
    const value = (document as Record<string, unknown>)[key];
    for (const [name, other] of replacements) yield { at: `${[...at, key].join("/")} ${name}`, mutant: wrap(other) };
    for (const inner of mutations(value, [...at, key])) yield { at: inner.at, mutant: wrap(inner.mutant) };
  }
}

describe("the proof", () => {
  it.each(examples)("of %s stands only while the document means the same to Google", (file, doors) => {
    const source = readFileSync(new URL(`../../../openapi/${file}`, import.meta.url));
    const stack = settings({ doors, revokedKids: ["gone"] });
    const { documents, findings } = compile({ source, file, settings: stack });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const { description, place } = describedBy(source.toString("utf8"), stack);
    const input = { description, realisation: realise(description, stack), settings: stack, place };
    const proved = (main: string) => prove({ ...input, documents: { ...documents, main } }, new FindingLog());

    const emitted = documents.main ?? "";
    const meaning = compileDocument(emitted);
    expect(proved(emitted)).toBe(true);
    let judged = 0;
    const passed: string[] = [];
    for (const { at, mutant } of mutations(JSON.parse(emitted))) {
      judged += 1;
      const text = JSON.stringify(mutant);
      if (proved(text) && !isDeepStrictEqual(compileDocument(text), meaning)) passed.push(at);
    }
    expect(judged).toBeGreaterThan(150);
    expect(passed).toEqual([]);
  });
});
