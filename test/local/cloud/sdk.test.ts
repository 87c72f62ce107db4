import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROVIDER } from "../../../local/cloud/provider.ts";
import { types } from "../../../local/cloud/types.ts";

const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/gcp/package.json"));

/** Source of the class behind a token, e.g. `gcp:projects/iAMMember:IAMMember`. */
function sourceOf(token: string): string {
  const [, place = ""] = token.split(":");
  const file = place.replace(/\/iAMMember$/, "/iammember");
  return readFileSync(join(sdk, `${file}.js`), "utf8");
}

/** Names of the properties the constructor hands to the engine: those it is given, and those it only gets back. */
function properties(source: string): { inputs: Set<string>; outputs: Set<string> } {
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  for (const [, name = "", value = ""] of source.matchAll(/resourceInputs\["(\w+)"\] = (.+);/g)) {
    outputs.add(name);
    if (value.includes("args")) inputs.add(name);
  }
  return { inputs, outputs };
}

describe("the table of types agrees with the SDK", () => {
  for (const [token, type] of Object.entries(types)) {
    if (token === PROVIDER) continue;
    describe(token, () => {
      const source = sourceOf(token);
      const { inputs, outputs } = properties(source);

      it("on its token", () => expect(source).toContain(`'${token}'`));

      it("on the names of its inputs", () => {
        const named = [
          ...type.required,
          ...type.forceNew,
          ...Object.keys(type.defaults ?? {}),
          ...(type.fromSite ?? []),
        ];
        for (const path of named) expect(inputs, path).toContain(path.split(".")[0]);
        if (type.autoName !== undefined) expect(inputs).toContain(type.autoName.input);
        expect(inputs.has("labels")).toBe(type.labelled === true);
      });

      it("on the names of its outputs", () => {
        for (const name of type.computed) expect(outputs, name).toContain(name);
      });

      it("on what may be left out", () => {
        const demanded = [...source.matchAll(/Missing required property '(\w+)'/g)].map(([, name]) => name);
        for (const name of demanded) expect(type.required).toContain(name);
      });

      it("on what is secret", () => {
        const listed = /additionalSecretOutputs: (\[.*?\])/.exec(source)?.[1] ?? "[]";
        const labels = type.labelled ? ["effectiveLabels", "pulumiLabels"] : [];
        expect([...(type.secrets ?? []), ...labels].sort()).toEqual((JSON.parse(listed) as string[]).sort());
      });
    });
  }
});
