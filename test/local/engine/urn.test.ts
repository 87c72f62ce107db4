import fc from "fast-check";
import { expect, test } from "vitest";
import { makeUrn, parseUrn } from "../../../local/engine/urn.ts";

const root = { stack: "dev", project: "latchkey" };

test.each([
  ["under the stack", { type: "acme:index:Thing", name: "thing" }, undefined, "acme:index:Thing::thing"],
  [
    "under a component",
    { type: "acme:index:Thing", name: "thing" },
    makeUrn({ ...root, type: "acme:index:Group", name: "group" }),
    "acme:index:Group$acme:index:Thing::thing",
  ],
  [
    "under the stack's own URN",
    { type: "acme:index:Thing", name: "thing" },
    makeUrn({ ...root, type: "pulumi:pulumi:Stack", name: "latchkey-dev" }),
    "acme:index:Thing::thing",
  ],
])("a resource %s", (_, resource, parent, end) => {
  expect(makeUrn({ ...root, ...resource, parent })).toBe(`urn:pulumi:dev::latchkey::${end}`);
});

const part = fc.stringMatching(/^[\w.-]{1,12}$/);
const type = fc.tuple(part, part, part).map((parts) => parts.join(":"));

test("taking a URN apart gives back what it was made of, however deep", () => {
  fc.assert(
    fc.property(
      part,
      part,
      fc.array(type, { minLength: 1, maxLength: 5 }),
      fc.string(),
      (stack, project, types, name) => {
        let urn: string | undefined;
        for (const each of types) urn = makeUrn({ stack, project, type: each, name, parent: urn });

        expect(parseUrn(urn ?? "")).toEqual({
          stack,
          project,
          qualifiedType: types.join("$"),
          type: types.at(-1),
          name,
        });
      },
    ),
  );
});
