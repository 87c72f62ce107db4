import { readdir, readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { extensionValues } from "../../openapi/description/extension-values.ts";
import { extensions } from "../../openapi/description/extensions.ts";
import { descriptionSchema } from "../../openapi/description-schema.ts";
import { codes, compileText, described, external } from "./settings.ts";

const validate = new Ajv2020().compile(descriptionSchema());
const key = [{ key: [] }];
const operation = { operationId: "a", security: key };

/** Descriptions by what is wrong with an extension of ours in them. */
const bad: [string, object, object?][] = [
  ["a misspelt one at the root", { "/a": { get: operation } }, { "x-latchkey-catchall": true }],
  ["an unknown one at a path", { "/a": { get: operation, "x-latchkey-public": true } }],
  ["a misspelt one at an operation", { "/a": { get: { ...operation, "x-latchkey-pubic": true } } }],
  ["one of the root at an operation", { "/a": { get: { ...operation, "x-latchkey-catch-all": true } } }],
  ["a switch in quotes", { "/a": { get: { ...operation, security: [], "x-latchkey-public": "true" } } }],
  ["a switch that is a mapping", { "/a": { get: operation } }, { security: key, "x-latchkey-catch-all": {} }],
  [
    "another issuer than `own`",
    { "/a": { get: { ...operation, security: [{ t: [] }] } } },
    { components: { securitySchemes: { t: { ...external("https://a.example/"), "x-latchkey-issuer": "theirs" } } } },
  ],
];

describe("the schema of our extensions", () => {
  test.each(bad)("refuses, as the compiler does, %s", (_, paths, extras) => {
    const text = described(paths, extras);
    expect(codes(compileText(text))).not.toEqual([]);
    expect(validate(JSON.parse(text))).toBe(false);
  });

  test("takes them where they may stand, and whatever is not ours", () => {
    const open = { operationId: "a", security: [], "x-latchkey-public": true, "x-internal": 1 };
    const text = described(
      { "/a": { get: open, "x-google-backend": {} } },
      { security: key, "x-latchkey-catch-all": true },
    );
    expect(codes(compileText(text))).toEqual([]);
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    const scheme = { swagger: "2.0", securityDefinitions: { t: { type: "oauth2", "x-latchkey-issuer": "own" } } };
    expect(validate(scheme)).toBe(true);
  });

  test("takes the description of this project and every example", async () => {
    const folder = new URL("../../openapi/", import.meta.url);
    const examples = (await readdir(new URL("examples/", folder))).map((file) => `examples/${file}`);
    for (const file of ["api.yaml", ...examples.filter((name) => name.endsWith(".yaml"))]) {
      const description: unknown = parse(await readFile(new URL(file, folder), "utf8"));
      expect(validate(description), `${file} ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  });

  test("knows every extension there is", () => {
    const names: string[] = Object.values(extensions).flat();
    expect(Object.keys(extensionValues).toSorted()).toEqual([...new Set(names)].toSorted());
  });
});
