import fc from "fast-check";
import { expect, test } from "vitest";
import { type Alias, formerUrns } from "../../../local/engine/former-urns.ts";
import { makeUrn } from "../../../local/engine/urn.ts";

const root = { stack: "dev", project: "latchkey" };
const group = makeUrn({ ...root, type: "acme:index:Group", name: "group" });
const thing = { ...root, type: "acme:index:Thing", name: "group-thing", parent: group };

test.each<[string, Alias, string]>([
  ["another name", { name: "old" }, "dev::latchkey::acme:index:Group$acme:index:Thing::old"],
  ["another type", { type: "acme:index:Old" }, "dev::latchkey::acme:index:Group$acme:index:Old::group-thing"],
  ["another project", { project: "old" }, "dev::old::acme:index:Group$acme:index:Thing::group-thing"],
  ["another stack", { stack: "old" }, "old::latchkey::acme:index:Group$acme:index:Thing::group-thing"],
  ["no parent", { noParent: true }, "dev::latchkey::acme:index:Thing::group-thing"],
  [
    "another parent",
    { parentUrn: "urn:pulumi:dev::latchkey::a:b:C::c" },
    "dev::latchkey::a:b:C$acme:index:Thing::group-thing",
  ],
  ["a whole URN", "urn:pulumi:dev::latchkey::a:b:C::c", "dev::latchkey::a:b:C::c"],
])("an alias with %s", (_, alias, end) => {
  expect(formerUrns(thing, [alias])).toEqual([`urn:pulumi:${end}`]);
});

test("a child follows its parent's former names, types and places", () => {
  const parent = {
    urn: group,
    formerUrns: [
      makeUrn({ ...root, type: "acme:index:Group", name: "team" }),
      makeUrn({ ...root, type: "acme:index:Crowd", name: "group" }),
    ],
  };

  expect(formerUrns(thing, [], parent)).toEqual([
    "urn:pulumi:dev::latchkey::acme:index:Group$acme:index:Thing::team-thing",
    "urn:pulumi:dev::latchkey::acme:index:Crowd$acme:index:Thing::group-thing",
  ]);
});

test("a child that is not named after its parent does not notice the parent's new name", () => {
  const parent = { urn: group, formerUrns: [makeUrn({ ...root, type: "acme:index:Group", name: "team" })] };

  expect(formerUrns({ ...thing, name: "thing" }, [], parent)).toEqual([]);
});

test("its own and its parent's aliases multiply; none is the present URN, none comes twice", () => {
  const name = fc.constantFrom("group", "team", "crew", "group-thing", "thing");
  const alias = fc.record({ name }).map((spec): Alias => spec);
  fc.assert(
    fc.property(fc.array(alias, { maxLength: 4 }), fc.array(name, { maxLength: 4 }), (aliases, parentNames) => {
      const former = parentNames.map((each) => makeUrn({ ...root, type: "acme:index:Group", name: each }));
      const urns = formerUrns(thing, aliases, { urn: group, formerUrns: former });

      expect(new Set(urns).size).toBe(urns.length);
      expect(urns).not.toContain(makeUrn(thing));
      expect(urns.length).toBeLessThanOrEqual((aliases.length + 1) * (former.length + 1) - 1);
      for (const own of formerUrns(thing, aliases)) expect(urns).toContain(own);
    }),
  );
});
