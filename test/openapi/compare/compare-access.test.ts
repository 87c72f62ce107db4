import { describe, expect, it } from "vitest";
import { compareAccess } from "../../../openapi/compare/compare-access.ts";
import type { CompileSettings } from "../../../openapi/compilation.ts";
import { described } from "../settings.ts";
import { judgeComparisons } from "./judge-comparisons.ts";
import { servedOf } from "./served.ts";

describe("access, compared", () => {
  it("is weaker where credentials newly pass, and lost where they pass no longer, and nowhere else", () => {
    expect(judgeComparisons(25)).toBeGreaterThan(20);
  });

  const get = (security: readonly object[]) =>
    described({
      "/a": { get: { security, responses: {}, ...(security.length === 0 && { "x-latchkey-public": true }) } },
    });
  const only = (before: string, after: string, changes: [Partial<CompileSettings>?, Partial<CompileSettings>?] = []) =>
    compareAccess(servedOf(before, changes[0]), servedOf(after, changes[1]))[0];
  const [key, own] = [[{ key: [] }], [{ own: [] }]];
  const either = [...key, ...own];

  it("says where credentials are taken that a door refuses now", () => {
    const found = only(get(either), get(either), [{ mainDoor: "key" }, { mainDoor: "token" }]);
    expect(found).toMatchObject({ weaker: [] });
    expect(found?.lost).toEqual([
      { door: "main", held: { key: true }, elsewhere: "second" },
      { door: "second", held: { key: false, token: "a token of this stack" }, elsewhere: "main" },
    ]);
  });

  it("says nothing is taken elsewhere when nothing is", () => {
    const found = only(get(key), get(own));
    expect(found?.lost.map(({ door, elsewhere }) => [door, elsewhere])).toEqual([
      ["main", undefined],
      ["second", undefined],
    ]);
    expect(found?.weaker).toHaveLength(2);
  });

  it("counts a door that goes not as refusing", () => {
    expect(only(get(key), get(key), [{}, { doors: ["main"] }])).toMatchObject({ lost: [], weaker: [], demands: [] });
  });

  it("finds that signed keys let tokens in where only keys were taken", () => {
    const found = only(get(key), get(key), [{ doors: ["main"] }, { doors: ["main"], apiKeys: "signed" }]);
    expect(found?.lost).toEqual([]);
    expect(found?.weaker).toEqual([{ door: "main", held: { key: false, token: "a token of this stack" } }]);
  });

  it("shows what every door demanded and demands", () => {
    expect(only(get(key), get(either))?.demands).toEqual([
      {
        door: "second",
        before: { open: false, key: { tokens: [] } },
        after: { open: false, tokens: ["a token of this stack"] },
      },
    ]);
  });
});
