import { describe, expect, it } from "vitest";
import { compileText, described } from "../settings.ts";

const key = [{ key: [] }];
const own = [{ own: [] }];
const either = [...key, ...own];

function weaker(paths: Record<string, Record<string, object[]>>) {
  const operations = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(item).map(([method, security]) => [method, { security }])),
  ]);
  const { findings } = compileText(described(Object.fromEntries(operations)));
  return findings.filter(({ code }) => code === "weaker_wildcard").map(({ place }) => place.pointer);
}

describe("weaker wildcards", () => {
  it.each([
    ["a double wildcard with another credential", { "/a": { get: own }, "/{r=**}": { get: key } }, 1],
    ["a double wildcard that takes more", { "/a": { get: own }, "/{r=**}": { get: either } }, 1],
    ["a double wildcard that takes less", { "/a": { get: either }, "/{r=**}": { get: own } }, 0],
    ["the same policy", { "/a": { get: own }, "/{r=**}": { get: own } }, 0],
    ["another method", { "/a": { get: own }, "/{r=**}": { put: key } }, 0],
    ["a wildcard that swallows an escaped slash", { "/a/{id}/keys": { get: own }, "/a/{id}": { get: key } }, 1],
    ["a wildcard beside a literal", { "/a/secret": { get: own }, "/a/{id}": { get: key } }, 1],
    ["a wildcard elsewhere", { "/a/secret": { get: own }, "/b/{id}": { get: key } }, 0],
    ["a literal in another letter case", { "/a/{id}/x": { get: key }, "/A/1/x": { get: own } }, 1],
  ])("%s", (_, paths, count) => {
    expect(weaker(paths)).toHaveLength(count);
  });

  it("are told at the stricter operation", () => {
    expect(weaker({ "/a": { get: own }, "/{r=**}": { get: key } })).toEqual(["/paths/~1a/get/security"]);
  });
});
