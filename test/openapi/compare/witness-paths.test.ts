import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlapPaths } from "../../../openapi/compare/overlap-paths.ts";
import { witnessPaths } from "../../../openapi/compare/witness-paths.ts";
import { matchPathTemplate, parsePathTemplate } from "../../../openapi/google/path-template.ts";
import { randomOperations } from "../random-description.ts";

const templates = (...texts: string[]) => texts.map((text) => parsePathTemplate(text));

describe("witness paths", () => {
  it("reach every template", () => {
    fc.assert(
      fc.property(randomOperations, (operations) => {
        const all = templates(...operations.map(({ path }) => path));
        const paths = witnessPaths(all);
        for (const template of all) {
          expect(
            paths.some((path) => matchPathTemplate(template, path)),
            template.text,
          ).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("hold the bare prefix of a double wildcard, which it does not match", () => {
    const paths = witnessPaths(templates("/files/{path=**}"));
    expect(paths).toEqual(expect.arrayContaining(["/files", "/files/"]));
  });

  it("hold escaped slashes as they are and dot segments resolved", () => {
    const paths = witnessPaths(templates("/orders/{id}"));
    expect(paths.some((path) => /%2f/i.test(path))).toBe(true);
    expect(paths.filter((path) => path.includes("..") || path.includes("//"))).toEqual([]);
  });
});

describe("overlap paths", () => {
  it.each([
    [["/a/{x}", "/{y}/b"], "/a/b"],
    [["/a/{x=**}", "/{y}/b/c"], "/a/b/c"],
    [["/{x=**}", "/a/b/c"], "/a/b/c"],
    [["/a/{x}:do", "/{y}/b"], "/a/b:do"],
    [["/a/{x}", "/{y}/c/{z=**}"], "/a/c/"],
  ])("of %j hold %s", (texts, path) => {
    expect(overlapPaths(templates(...texts))).toContain(path);
  });

  it("hold a path for every pair of templates that share one", () => {
    const pick = fc
      .tuple(fc.array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 4 }), fc.constantFrom("", "/"))
      .map(([parts, end]) => `/${parts.join("/")}${end}`);
    fc.assert(
      fc.property(randomOperations, pick, (operations, path) => {
        const matching = templates(...operations.map((operation) => operation.path)).filter(
          (template) => template.verb === "" && matchPathTemplate(template, path),
        );
        const paths = witnessPaths(matching);
        for (const one of matching) {
          for (const other of matching) {
            const shared = paths.some(
              (witness) => matchPathTemplate(one, witness) && matchPathTemplate(other, witness),
            );
            expect(shared, `${one.text} and ${other.text} share ${path}`).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
