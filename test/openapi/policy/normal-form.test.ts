import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accepts } from "../../../openapi/policy/accepts.ts";
import { type Alternative, normalForm } from "../../../openapi/policy/normal-form.ts";

const K: Alternative = { key: true };
const a: Alternative = { key: false, token: "a" };
const b: Alternative = { key: false, token: "b" };
const Ka: Alternative = { key: true, token: "a" };
const Kb: Alternative = { key: true, token: "b" };

describe("normal form", () => {
  it.each([
    ["nothing is open", [], { open: true }],
    ["a key", [K], { open: false, key: { tokens: [] } }],
    ["tokens, sorted", [b, a], { open: false, tokens: ["a", "b"] }],
    ["key OR token", [a, K], { open: false, key: { tokens: [] }, tokens: ["a"] }],
    ["key AND token", [Ka], { open: false, key: { tokens: ["a"] } }],
    ["key AND either token", [Kb, Ka], { open: false, key: { tokens: ["a", "b"] } }],
    ["a key absorbs key AND token", [Ka, K, Kb], { open: false, key: { tokens: [] } }],
    ["a token absorbs key AND that token", [Ka, a], { open: false, tokens: ["a"] }],
    ["but not key AND another", [Ka, Kb, a], { open: false, key: { tokens: ["b"] }, tokens: ["a"] }],
  ])("%s", (_, alternatives, policy) => {
    expect(normalForm(alternatives)).toEqual(policy);
  });

  it("accepts exactly what the alternatives accept", () => {
    const token = fc.constantFrom("a", "b", "c");
    const alternative: fc.Arbitrary<Alternative> = fc.oneof(fc.constant(K), fc.record({ key: fc.boolean(), token }));
    fc.assert(
      fc.property(
        fc.array(alternative, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.option(token, { nil: undefined }),
        (alternatives, key, held) => {
          const wanted = alternatives.some(
            (one) => (!one.key || key) && (one.token === undefined || one.token === held),
          );
          expect(accepts(normalForm(alternatives), { key, token: held })).toBe(wanted);
        },
      ),
    );
  });
});
