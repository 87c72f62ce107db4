import { expect, test } from "vitest";
import { inputAt } from "../../../infra/policy/input-at.ts";
import { subjectsOf } from "../../../infra/policy/recorded-graph.ts";
import { notYetKnown, stackOf } from "../../../infra/policy/subject.ts";
import { SECRET, UNKNOWN } from "../../../local/engine/graph.ts";
import { add } from "./change.ts";

test("takes the envelopes of the engine off", () => {
  const inputs = { plain: 1, secret: { [SECRET]: { a: [{ [UNKNOWN]: true }] } }, unknown: { [UNKNOWN]: true } };
  const [subject] = subjectsOf(add({ resources: [] }, "gcp:x/y:Z", inputs));
  expect(subject?.inputs).toEqual({ plain: 1, secret: { a: [notYetKnown] }, unknown: notYetKnown });
});

test.each([
  [["a", "b"], 1],
  [["a", "none"], undefined],
  [["a", "nothing"], undefined],
  [["list", 1, "c"], 2],
  [["list", 7], undefined],
  [["later"], notYetKnown],
  [["later", "b", 0], notYetKnown],
  [["a", "b", "deeper"], undefined],
  [["toString"], undefined],
] as const)("finds the input at %j", (path, value) => {
  const inputs = { a: { b: 1, nothing: null }, list: [0, { c: 2 }], later: notYetKnown };
  expect(inputAt({ inputs }, ...path)).toBe(value);
});

test("reads the stack from a URN", () => {
  expect(stackOf("urn:pulumi:prod-eu::latchkey::gcp:storage/bucket:Bucket::a::b")).toBe("prod-eu");
  expect(stackOf("")).toBe("");
});
