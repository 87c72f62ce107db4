import { describe, expect, it } from "vitest";
import { compileExample } from "../../openapi/finding-examples/compile-example.ts";
import { exampleText, type FindingExample, MARK } from "../../openapi/finding-examples/example.ts";
import { findingExamples } from "../../openapi/finding-examples.ts";
import { type FindingCode, findings } from "../../openapi/findings.ts";

const told = Object.entries(findingExamples).flatMap(([code, example]): [FindingCode, FindingExample][] =>
  "untold" in example ? [] : [[code as FindingCode, example]],
);

describe("the example of each finding", () => {
  it.each(told)("%s: the failing one gives it, at its line, and nothing else", (code, example) => {
    const text = exampleText(example, "failing");
    const marked = text.split("\n").flatMap((line, index) => (line.includes(MARK) ? [`${index + 1} ${code}`] : []));
    const { findings: all, documents } = compileExample(example, "failing");
    const lines = all
      .filter((finding) => finding.code === code || finding.severity !== "note")
      .map((finding) => `${finding.place.line} ${finding.code}`);
    expect(marked).not.toEqual([]);
    expect(lines).toEqual(marked);
    const [finding] = all.filter((each) => each.code === code);
    expect(finding?.severity).toBe(findings[code].severity);
    if (finding?.severity === "error") expect(documents).toEqual({});
    const { title, google, fix } = findings[code];
    const places = [title, google, fix].flatMap((words) => words.match(/\{\w+\}/g) ?? []);
    // The one pair of braces in the table that is meant.
    const open = places.filter((place) => place !== "{id}" && !text.includes(place));
    for (const place of open) expect(`${finding?.message} ${finding?.google} ${finding?.fix}`).not.toContain(place);
  });

  it.each(told)("%s: the fixed one deploys, and nobody is warned of anything", (code, example) => {
    const { findings: all, documents } = compileExample(example, "fixed");
    const told = all.filter(
      (finding) => finding.allowed === undefined && (finding.code === code || finding.severity !== "note"),
    );
    expect(told.map((finding) => `${finding.place.line} ${finding.code}`)).toEqual([]);
    expect(Object.keys(documents)).not.toEqual([]);
  });
});
