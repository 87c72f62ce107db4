import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROJECT, Registrar, unknown } from "./registrar.ts";

const API = "gcp:apigateway/api:Api";
const names = fc.stringMatching(/^[a-z][a-z0-9_-]{0,62}$/);
const values = fc.stringMatching(/^[a-z0-9_-]{0,63}$/);

describe("labels", () => {
  it("Google takes come back, merged over the provider's", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, values, { maxKeys: 10 }), async (labels) => {
        const registrar = new Registrar();
        const defaults = { stack: "dev" };
        const provider = {
          project: PROJECT,
          defaultLabels: JSON.stringify(defaults),
          addPulumiAttributionLabel: "false",
        };
        await registrar.make("pulumi:providers:gcp", "gcp", provider);
        await registrar.enable("apigateway.googleapis.com");
        const { outputs } = await registrar.make(API, "api", { apiId: "a", labels });
        expect(outputs.effectiveLabels).toEqual({ $secret: { ...defaults, ...labels } });
        expect(outputs.labels).toEqual(labels);
      }),
      { numRuns: 50 },
    );
  });

  const bad: readonly (readonly [string, string])[] = [
    ["Team", "a"],
    ["1team", "a"],
    ["team", "A"],
    ["team", "a.b"],
    ["team", "a".repeat(64)],
    ["t".repeat(64), "a"],
    ["", "a"],
  ];
  for (const [name, value] of bad) {
    it(`Google refuses are refused: ${JSON.stringify({ [name.slice(0, 12)]: value.slice(0, 12) })}`, async () => {
      const registrar = await new Registrar().begin();
      const made = registrar.make(API, "api", { apiId: "a", labels: { [name]: value } });
      await expect(made).rejects.toMatchObject({ code: "invalid_input" });
    });
  }

  it("with an unknown value leave both label outputs unknown in a preview", async () => {
    const registrar = await new Registrar(undefined, { preview: true }).begin();
    const { outputs } = await registrar.make(API, "api", { apiId: "a", labels: { team: unknown } });
    expect(outputs.effectiveLabels).toEqual({ $secret: unknown });
  });
});
