import fc from "fast-check";
import { expect, test } from "vitest";
import { sanitizeLabels } from "../../infra/labels.ts";

test.each([
  [{ Team: "Payments & Co" }, { team: "payments---co" }],
  [{ "cost.centre": "EU-42" }, { "cost-centre": "eu-42" }],
  [{ "9lives": "x" }, { lives: "x" }],
])("labels become what Google accepts: %j", (given, accepted) => expect(sanitizeLabels(given)).toEqual(accepted));

test("whatever a label says, Google takes it", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (value) => {
      const [label] = Object.values(sanitizeLabels({ owner: value }));
      expect(label).toMatch(/^[a-z0-9_-]{0,63}$/);
    }),
  );
});
