import fc from "fast-check";
import { expect, it } from "vitest";
import type { CloudState } from "../../local/cloud/state.ts";
import { seal, unseal } from "../../local/sealed-text.ts";

const states: fc.Arbitrary<CloudState> = fc.record({
  version: fc.constant(1 as const),
  projectNumber: fc.string(),
  objects: fc.constant({}),
  replaced: fc.constant([]),
  left: fc.constant([]),
  deleted: fc.dictionary(fc.string(), fc.nat(), { noNullPrototype: true }),
});

it("gives back what was sealed, whatever characters it holds", () => {
  fc.assert(fc.property(states, (state) => void expect(unseal(seal(state))).toEqual({ state })));
});

it("notices any part that is missing, doubled or put in", () => {
  fc.assert(
    fc.property(states, fc.nat(), fc.nat(), fc.string({ minLength: 1 }), (state, from, count, extra) => {
      const text = seal(state);
      const at = from % text.length;
      const cut = text.slice(0, at) + text.slice(at + 1 + (count % text.length));
      expect(unseal(cut)).toHaveProperty("damage");
      const grown = text.slice(0, at) + extra + text.slice(at);
      if (grown.startsWith('{"latchkey":1,')) expect(unseal(grown)).toHaveProperty("damage");
    }),
  );
});

it("says what is wrong with an empty file", () => {
  expect(unseal("")).toEqual({ damage: "it is empty" });
});

it("is one line of JSON", () => {
  fc.assert(fc.property(states, (state) => void expect(JSON.parse(seal(state))).toMatchObject({ state })));
});
