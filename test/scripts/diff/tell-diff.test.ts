import { describe, expect, test } from "vitest";
import { printable } from "../../../openapi/printable.ts";
import { annotateDiff } from "../../../scripts/diff/annotate-diff.ts";
import { reportOf } from "../../../scripts/diff/report.ts";
import { tellDiff } from "../../../scripts/diff/tell-diff.ts";
import { changes, diffOf } from "./changes.ts";

const accepted = changes.map((one) => ({ ...one, accepted: { by: "latchkey:acceptedChanges", reason: "meant" } }));
const idle = [{ entry: "access_lost GET /x", why: "names no grave change" }];

describe("a diff as text", () => {
  test("goes from what gets weaker to what is gained, with places and consumers", () => {
    expect(tellDiff(reportOf(diffOf()))).toBe(`What the working tree changes for whoever calls stack dev, since 1a2b3c4

Weaker: requests pass that were refused
  policy_weaker  GET, POST /a
    now takes an API key at main
    openapi/api.yaml:12:7  acme

Lost: what was handed out stops working
  credential_lost  acme k1
    its API key k1 stops working
    Pulumi.dev.yaml:5:11 (before)  acme
  door_removed  second
    door second goes, and its URL with it
    Pulumi.dev.yaml
    accepted by latchkey:retiringDoors: it was announced there before

Gained
  operation_added  GET /b
    is new, as listB
    openapi/api.yaml:12:7  acme

3 grave changes are not accepted.
What is meant goes into Pulumi.dev.yaml, in the same change, each with the reason:
  latchkey:acceptedChanges:
    "policy_weaker * /a": WHY
    "credential_lost acme k1": WHY`);
  });

  test("says when nothing changes, and when everything grave is accepted", () => {
    expect(tellDiff(reportOf(diffOf({ ok: true, changes: [] })))).toMatch(
      /1a2b3c4\n {2}nothing\n\nnothing handed out is lost, and nothing gets weaker$/,
    );
    expect(tellDiff(reportOf(diffOf({ ok: true, changes: accepted })))).toMatch(
      /\nevery grave change is accepted by the change itself$/,
    );
  });

  test("names entries of acceptedChanges that may go", () => {
    expect(tellDiff(reportOf(diffOf({ idle })))).toContain(
      'latchkey:acceptedChanges: "access_lost GET /x" names no grave change; remove it',
    );
  });
});

test("nothing a revision says moves the cursor or hides a line", () => {
  const hostile = changes.map((one) => ({ ...one, what: "\u001b[2Jgone\r", subject: "\u202eGET /a" }));
  for (const told of [
    tellDiff(reportOf(diffOf({ changes: hostile }))),
    annotateDiff(reportOf(diffOf({ changes: hostile })), "/"),
  ])
    expect(told).toBe(told.split("\n").map(printable).join("\n"));
});

describe("a diff as annotations", () => {
  const lines = (more = {}) => {
    const diff = diffOf(more);
    return annotateDiff(reportOf(diff), diff.root).split("\n");
  };

  test("is an error where something must be accepted, a warning where it is, a notice elsewhere", () => {
    expect(lines().slice(0, 4)).toEqual([
      "::error file=gateway/openapi/api.yaml,line=12,col=7,title=latchkey diff dev%3A policy_weaker::GET, POST /a: now takes an API key at main%0Awho: acme",
      "::error file=gateway/Pulumi.dev.yaml,title=latchkey diff dev%3A credential_lost::acme k1: its API key k1 stops working%0Awho: acme%0Awas at Pulumi.dev.yaml:5:11 (before)",
      "::warning file=gateway/Pulumi.dev.yaml,title=latchkey diff dev%3A door_removed::second: door second goes, and its URL with it%0Aaccepted by latchkey:retiringDoors: it was announced there before",
      "::notice file=gateway/openapi/api.yaml,line=12,col=7,title=latchkey diff dev%3A operation_added::GET /b: is new, as listB%0Awho: acme",
    ]);
    expect(lines()[4]).toBe("3 grave changes are not accepted.");
  });

  test("has paths relative to the current folder, which is the repository's on GitHub", () => {
    expect(lines({ root: process.cwd() })[0]).toContain("file=openapi/api.yaml,");
  });

  test("says nothing of accepting where nothing must be", () => {
    const told = lines({ ok: true, changes: accepted, idle });
    expect(told.map((line) => line.split(" ")[0])).toEqual([
      "::warning",
      "::warning",
      "::warning",
      "::notice",
      "::notice",
    ]);
    expect(told.at(-1)).toContain('"access_lost GET /x" names no grave change; remove it');
  });
});
