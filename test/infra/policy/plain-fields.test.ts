import { unknownCheckingProxy } from "@pulumi/policy";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainFields } from "../../../infra/policy/plain-fields.ts";
import { notYetKnown } from "../../../infra/policy/subject.ts";

/** What the engine sends for a text, a list and an object that a preview does not know. */
const sentinels = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

test.each(sentinels)("stands in for an unknown value at any depth (%s)", (sentinel) => {
  const props = { role: "roles/owner", member: sentinel, nested: [{ service: sentinel }, { service: "a" }] };
  expect(plainFields(unknownCheckingProxy(props))).toEqual({
    role: "roles/owner",
    member: notYetKnown,
    nested: [{ service: notYetKnown }, { service: "a" }],
  });
});

test("copies everything that is known", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (props) => {
      expect(plainFields(unknownCheckingProxy(props))).toEqual(props);
    }),
  );
});

test("hides no other error", () => {
  const props = {
    get role(): string {
      throw new RangeError("broken");
    },
  };
  expect(() => plainFields(props)).toThrow("broken");
});
