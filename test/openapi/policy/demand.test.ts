import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Policy } from "../../../openapi/compilation.ts";
import { accepts, smallestAccepted } from "../../../openapi/policy/accepts.ts";
import { type Demand, demandAt, needsTwoDoors } from "../../../openapi/policy/demand.ts";
import { type Alternative, normalForm } from "../../../openapi/policy/normal-form.ts";

const either: Policy = { open: false, key: { tokens: [] }, tokens: ["a"] };
const keyOnly: Policy = { open: false, key: { tokens: [] } };
const both: Policy = { open: false, key: { tokens: ["a", "b"] } };

/** The policy a door's demand amounts to. */
const asPolicy = ({ open, key, tokens }: Demand): Policy =>
  open ? { open } : key ? { open, key: { tokens } } : { open, tokens };

const token = fc.constantFrom("a", "b", "c");
const alternative: fc.Arbitrary<Alternative> = fc.oneof(
  fc.constant({ key: true }),
  fc.record({ key: fc.boolean(), token }),
);
const policy = fc.array(alternative, { maxLength: 5 }).map(normalForm);
const credentials = fc.record({ key: fc.boolean(), token: fc.option(token, { nil: undefined }) });

describe("what a door demands", () => {
  it.each([
    ["main", "key", either, { open: false, key: true, tokens: [] }],
    ["second", "key", either, { open: false, key: false, tokens: ["a"] }],
    ["main", "token", either, { open: false, key: false, tokens: ["a"] }],
    ["second", "token", either, { open: false, key: true, tokens: [] }],
    ["main", "token", keyOnly, { open: false, key: true, tokens: [] }],
    ["second", "key", keyOnly, { open: false, key: true, tokens: [] }],
    ["second", "key", both, { open: false, key: true, tokens: ["a", "b"] }],
    ["main", "key", { open: true }, { open: true, key: false, tokens: [] }],
  ] as const)("%s, with the %s at main, of %j", (door, mainDoor, wanted, demand) => {
    expect(demandAt(wanted, door, { mainDoor })).toEqual(demand);
  });

  it("adds up to the policy over both doors, whichever alternative stands at main", () => {
    fc.assert(
      fc.property(policy, credentials, fc.constantFrom("key" as const, "token" as const), (wanted, held, mainDoor) => {
        const doors = (["main", "second"] as const).map((door) => asPolicy(demandAt(wanted, door, { mainDoor })));
        expect(doors.some((door) => accepts(door, held))).toBe(accepts(wanted, held));
        if (!needsTwoDoors(wanted)) expect(doors[0]).toEqual(doors[1]);
      }),
    );
  });
});

describe("the smallest accepted credentials", () => {
  it("are accepted, and whatever is accepted holds one of them", () => {
    fc.assert(
      fc.property(policy, credentials, (wanted, held) => {
        const smallest = smallestAccepted(wanted);
        for (const one of smallest) expect(accepts(wanted, one)).toBe(true);
        const holdsOne = smallest.some(
          (one) => (!one.key || held.key) && (one.token === undefined || one.token === held.token),
        );
        expect(accepts(wanted, held)).toBe(holdsOne);
      }),
    );
  });
});
