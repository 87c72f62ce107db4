import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  matchPathTemplate,
  PathTemplateError,
  parsePathTemplate,
  pathTemplatePattern,
} from "../../../openapi/google/path-template.ts";

interface Cases {
  grammar_ok: {
    template: string;
    segments: string[];
    verb: string;
    variables: { field_path: string[]; start_segment: number; end_segment: number }[];
  }[];
  grammar_error: { template: string }[];
  grammar_ok_cpp_extra: string[];
  regex: { template: string; disallow_colon_in_wildcard_path_segment: boolean; regex: string }[];
  exact_paths: { template: string; exact_path: string; exact_path_with_trailing_slash: string }[];
}

const file = new URL("../../../../shared/cases/path-matcher-cases.json", import.meta.url);
const cases: Cases | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

describe("reading a template", () => {
  it("takes a variable for one segment unless it says more", () => {
    expect(parsePathTemplate("/v1/{shelf}/{book.id=a/*}:read")).toEqual({
      text: "/v1/{shelf}/{book.id=a/*}:read",
      segments: ["v1", "*", "a", "*"],
      verb: "read",
      variables: [
        { fieldPath: ["shelf"], start: 1, end: 2 },
        { fieldPath: ["book", "id"], start: 2, end: 4 },
      ],
    });
  });

  it("counts the end of a variable with ** from the end, verb included", () => {
    expect(parsePathTemplate("/a/{rest=**}/b:read").variables).toEqual([{ fieldPath: ["rest"], start: 1, end: -3 }]);
  });

  it.each(["", "a", "/a/", "//", "/a//b", "/:v", "/{}", "/{a", "/a{b}", "/{a}b", "/{a={b}}", "/**/*", "/**/**", "/a:"])(
    "refuses %j and names it",
    (text) => {
      expect(() => parsePathTemplate(text)).toThrow(PathTemplateError);
      expect(() => parsePathTemplate(text)).toThrow(text);
    },
  );

  it("reads back any template it could be given, or refuses it with its own error", () => {
    const piece = fc.constantFrom("/", "a", "b", "*", "**", "{", "}", "=", ":", ".", "x_y");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `/${pieces.join("")}`;
        try {
          const template = parsePathTemplate(text);
          expect(template.segments.every((segment) => segment !== "")).toBe(true);
          expect(template.variables.every(({ start }) => start < template.segments.length)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(PathTemplateError);
        }
      }),
    );
  });
});

describe("matching", () => {
  it.each([
    ["/", "/", true],
    ["/", "//", false],
    ["/a", "/a/", true],
    ["/a", "/a//", false],
    ["/a", "/A", false],
    ["/a/*", "/a/", false],
    ["/a/*", "/a/b%2Fc", true],
    ["/a/**", "/a", false],
    ["/a/**", "/a/", true],
    ["/a/**", "/a/b/c", true],
    ["/**", "/", true],
    ["/**/end", "/x/y/end/", true],
    ["/book:read", "/book/:read", true],
    ["/book:read", "/book:read/", false],
    ["/a.b", "/axb", false],
  ])("%s against %s: %s", (template, path, expected) => {
    expect(matchPathTemplate(parsePathTemplate(template), path)).toBe(expected);
  });

  it("takes every path made by filling a template in", () => {
    const segment = fc.stringMatching(/^[a-z0-9:._-]{1,6}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.stringMatching(/^[a-z]{1,4}$/), segment), { minLength: 1 }),
        (parts) => {
          const template = parsePathTemplate(`/${parts.map(([open, literal]) => (open ? "*" : literal)).join("/")}`);
          const path = `/${parts.map(([open, literal, filled]) => (open ? filled : literal)).join("/")}`;
          expect(matchPathTemplate(template, path)).toBe(true);
          expect(matchPathTemplate(template, `${path}/`)).toBe(true);
          expect(matchPathTemplate(template, `${path}/more`)).toBe(false);
        },
      ),
    );
  });
});

describe.skipIf(cases === undefined)("published cases", () => {
  it("parses every valid template alike", () => {
    for (const { template, segments, verb, variables } of cases?.grammar_ok ?? []) {
      const expected = variables.map((v) => ({ fieldPath: v.field_path, start: v.start_segment, end: v.end_segment }));
      expect(parsePathTemplate(template)).toEqual({ text: template, segments, verb, variables: expected });
    }
    for (const template of cases?.grammar_ok_cpp_extra ?? []) expect(parsePathTemplate(template).text).toBe(template);
  });

  it("refuses every invalid template", () => {
    for (const { template } of cases?.grammar_error ?? []) {
      expect(() => parsePathTemplate(template), template).toThrow(PathTemplateError);
    }
  });

  it("makes the same regular expressions", () => {
    for (const { template, regex } of (cases?.regex ?? []).filter((c) => !c.disallow_colon_in_wildcard_path_segment)) {
      expect(pathTemplatePattern(parsePathTemplate(template))).toBe(regex);
    }
  });

  it("takes the two exact paths of a template without wildcards", () => {
    for (const { template, exact_path, exact_path_with_trailing_slash } of cases?.exact_paths ?? []) {
      const parsed = parsePathTemplate(template);
      if (parsed.variables.length > 0) continue;
      expect(matchPathTemplate(parsed, exact_path)).toBe(true);
      expect(matchPathTemplate(parsed, exact_path_with_trailing_slash)).toBe(true);
    }
  });
});
