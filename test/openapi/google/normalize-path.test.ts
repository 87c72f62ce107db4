import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizePath } from "../../../openapi/google/normalize-path.ts";

interface Cases {
  path_normalization: {
    unchanged: { path: string }[];
    rejected_400: { path: string }[];
    normalize: { path: string; expect: string }[];
    merge_slashes: { path: string; expect: string }[];
  };
}

const file = new URL("../../../../shared/cases/path-matcher-cases.json", import.meta.url);
const cases: Cases | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

const bytes = fc
  .array(fc.constantFrom("/", "/", ".", "..", "%", "%2e", "%2F", "%41", "%30", "%c3", "a", ";", "\\", " ", "\u00e9"), {
    maxLength: 10,
  })
  .map((pieces) => `/${pieces.join("")}`);

describe("normalising a path", () => {
  it.each([
    ["/a/b/../c", "/a/c"],
    ["/../..", "/"],
    ["/a/.", "/a/"],
    ["/a/%2E%2e/b", "/b"],
    ["/a\\b", "/a/b"],
    ["/%6fpen", "/open"],
    ["/a%2Fb%2f%5c%25", "/a%2Fb%2f%5c%25"],
    ["/a//b///", "/a/b/"],
    ["/a//../b", "/a/b"],
    ["/a/..;x=1/b", "/b"],
    ["/a/.;/", "/a/"],
    ["/a/..%3B/b", "/a/..%3B/b"],
    ["/a/...", "/a/..."],
    ["/a/..b", "/a/..b"],
    ["/a%", "/a%"],
    ["/a%%", "/a%%"],
    ["/a%%3041", "/a%25041"],
    ['/a b"<>', "/a%20b%22%3C%3E"],
    ["/\u00c3\u00a9", "/%C3%A9"],
  ])("%j becomes %j", (path, expected) => {
    expect(normalizePath(path)).toBe(expected);
  });

  it.each(["/a%00", "/%00.%00./b", "/a%%0000", "/a\0"])("%j is refused", (path) => {
    expect(normalizePath(path)).toBeUndefined();
  });

  it("leaves a normalised path as it is", () => {
    fc.assert(
      fc.property(bytes, (path) => {
        const once = normalizePath(path);
        if (once !== undefined) expect(normalizePath(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it("never leaves a dot segment, a backslash or two slashes in a row", () => {
    fc.assert(
      fc.property(bytes, (path) => {
        const normal = normalizePath(path) ?? "/";
        expect(normal).toMatch(/^\//);
        expect(normal).not.toMatch(/\\|\/\/|\/(\.|%2e){1,2}(\/|;|$)/i);
      }),
      { numRuns: 1000 },
    );
  });
});

describe.skipIf(cases === undefined)("published cases", () => {
  it("normalises, merges and refuses alike", () => {
    const { unchanged, rejected_400, normalize, merge_slashes } = cases?.path_normalization ?? {
      unchanged: [],
      rejected_400: [],
      normalize: [],
      merge_slashes: [],
    };
    for (const { path } of unchanged) expect(normalizePath(path)).toBe(path);
    for (const { path } of rejected_400) expect(normalizePath(path), path).toBeUndefined();
    for (const row of normalize) expect(normalizePath(row.path), row.path).toBe(row.expect);
    for (const row of merge_slashes) {
      const [path = "", ...query] = row.path.split(/(?=\?)/);
      expect([normalizePath(path), ...query].join(""), row.path).toBe(row.expect);
    }
  });
});
