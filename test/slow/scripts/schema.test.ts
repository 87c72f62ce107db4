import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { runCli } from "../../fixtures/cli.ts";

test.concurrent.each([
  ["stack", [], { config: { "latchkey:nope": 1 } }],
  ["description", ["description"], { "x-latchkey-nope": 1 }],
])("`latchkey schema` prints the schema of a %s, and nothing else", async (_, args, refused) => {
  const ran = await runCli(["schema", ...args]);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  const validate = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).compile(JSON.parse(ran.stdout));
  expect(validate(refused)).toBe(false);
});
