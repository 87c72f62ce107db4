import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { expect, test } from "vitest";
import { clear } from "../../../local/engine/clear.ts";
import { type Marked, SECRET, UNKNOWN } from "../../../local/engine/graph.ts";
import { maskSecrets } from "../../../local/engine/mask-secrets.ts";
import { evaluating, Thing } from "./evaluating.ts";

test("a masked graph shows neither secrets nor envelopes", async () => {
  const graph = await evaluating(
    () => {
      const thing = new Thing("thing", {
        password: pulumi.secret("correct horse"),
        sizes: [{ deep: pulumi.secret(1) }],
      });
      return { link: thing.selfLink, password: pulumi.secret("correct horse"), plain: "yes" };
    },
    { preview: true },
  );
  const masked = maskSecrets(graph);

  expect(masked.outputs).toEqual({ link: "[unknown]", password: "[secret]", plain: "yes" });
  expect(masked.resources[1]).toMatchObject({
    urn: graph.resources[1]?.urn,
    inputs: { password: "[secret]", sizes: [{ deep: "[secret]" }] },
    outputs: { password: "[secret]", sizes: "[secret]", selfLink: "[unknown]" },
  });
  expect(JSON.stringify(masked)).not.toMatch(/correct horse|\$secret|\$unknown/);
});

test("clearing takes off every secret envelope and nothing else", () => {
  const { value } = fc.letrec<{ value: Marked }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: fc.constantFrom("a", "b") }),
      fc.constant({ [UNKNOWN]: true }),
      tie("value").map((inner): Marked => ({ [SECRET]: inner })),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("x", "y"), tie("value")),
    ),
  }));
  fc.assert(
    fc.property(value, (marked) => {
      const text = JSON.stringify(clear(marked));

      expect(text).not.toContain(SECRET);
      expect(text).toBe(JSON.stringify(unwrapped(marked)));
    }),
  );
});

/** The long way round: through text, envelope by envelope. */
function unwrapped(marked: Marked): unknown {
  return JSON.parse(JSON.stringify(marked), (_, value) =>
    typeof value === "object" && value !== null && SECRET in value ? value[SECRET] : value,
  );
}
