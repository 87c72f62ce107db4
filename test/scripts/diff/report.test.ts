import { expect, test } from "vitest";
import { groupChanges, tellSubjects } from "../../../scripts/diff/group-changes.ts";
import { reportOf } from "../../../scripts/diff/report.ts";
import { changes, diffOf } from "./changes.ts";

test("a report writes out every place: of a description, of a setting, of what is gone", () => {
  const report = reportOf(diffOf());
  expect(Object.keys(report)).toEqual(["stack", "from", "ok", "changes", "idle"]);
  expect(report.changes.map(({ file, line, column, side }) => [file, line, column, side])).toEqual([
    ["openapi/api.yaml", 12, 7, "after"],
    ["openapi/api.yaml", 12, 7, "after"],
    ["Pulumi.dev.yaml", 5, 11, "before"],
    ["Pulumi.dev.yaml", undefined, undefined, "after"],
    ["openapi/api.yaml", 12, 7, "after"],
  ]);
  expect(report.changes[0]).toEqual({
    code: "policy_weaker",
    effect: "weaker",
    subject: "GET /a",
    what: "now takes an API key at main",
    consumers: ["acme"],
    file: "openapi/api.yaml",
    line: 12,
    column: 7,
    side: "after",
  });
});

test("changes that differ in their operation alone are told once", () => {
  const report = reportOf(
    diffOf({ changes: [...changes, ...changes.slice(0, 1).map((one) => ({ ...one, subject: "GET /c" }))] }),
  );
  expect(groupChanges(report.changes).map(({ subjects }) => subjects)).toEqual([
    ["GET, POST /a", "GET /c"],
    ["acme k1"],
    ["second"],
    ["GET /b"],
  ]);
});

test("of very many alike, ten are told by name", () => {
  const [first] = changes;
  const many = Array.from({ length: 12 }, (_, index) => ({ ...first, subject: `GET /r${index}` })) as typeof changes;
  const [group] = groupChanges(reportOf(diffOf({ changes: many })).changes);
  expect(group && tellSubjects(group)).toMatch(/^GET \/r0; .*; GET \/r9; and 2 more$/);
});
