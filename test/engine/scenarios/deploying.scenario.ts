import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { fromNothing, scenario } from "../scenario.ts";
import { underLoad } from "../under-load.ts";

const named = (run: { readonly operations: readonly { readonly op: string; readonly urn: string }[] }) =>
  run.operations.map(({ op, urn }) => `${op} ${urn}`).sort();

fromNothing("the first up makes everything, and its preview named the same resources", async (stack) => {
  const preview = await stack.preview();
  expect(preview.errors).toEqual([]);
  const up = await stack.up();
  expect(up.errors).toEqual([]);
  expect(up.ok).toBe(true);
  expect(named(up)).toEqual(named(preview));
  expect(new Set(up.operations.map(({ op }) => op))).toEqual(new Set(["create"]));
  const { gatewayUrl, tokenUrl } = await stack.outputs();
  expect(gatewayUrl).toMatch(/^https:\/\/latchkey-dev-\w+\.ew\.gateway\.dev$/);
  expect(tokenUrl).not.toBe(gatewayUrl);
});

scenario("a second up changes nothing, and neither does a refresh", async (stack) => {
  const up = await stack.up("--expect-no-changes");
  expect(up.ok).toBe(true);
  expect(up.operations).toEqual([]);
  const refresh = await stack.refresh("--expect-no-changes");
  expect(refresh.ok).toBe(true);
  expect(refresh.operations).toEqual([]);
});

scenario("neither the checkpoint nor an export holds a key string or the key set's content in clear", async (stack) => {
  const { apiKeys } = (await stack.outputs()) as { apiKeys: { acme: { k1: string } } };
  const secret = apiKeys.acme.k1;
  expect(secret).toMatch(/^AIza/);
  const exported = await stack.export();
  expect(exported).not.toContain(secret);
  expect(await stack.export("--show-secrets")).toContain(secret);
  for (const file of await readdir(stack.places.backend, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) expect(await readFile(join(file.parentPath, file.name), "utf8")).not.toContain(secret);
  }
  const keys = (await stack.resources()).filter(({ type }) => type === "gcp:projects/apiKey:ApiKey");
  expect(keys.map(({ outputs }) => Object.keys(Object(outputs?.keyString)))).toEqual([
    expect.arrayContaining(["ciphertext"]),
  ]);
});

scenario(
  "a changed description makes a new config, moves the gateway in place, deletes the old config, in that order",
  async (stack) => {
    const before = await stack.outputs();
    await stack.describe((await stack.description()).replace(/title: .*/, "title: Changed by a test"));
    const preview = await stack.preview();
    const up = await underLoad(stack, () => stack.up());
    expect(up.errors).toEqual([]);
    expect(named(up)).toEqual(named(preview));
    for (const door of ["main", "second"]) {
      const steps = up.operations
        .filter(({ name }) => name.startsWith(`${door}-`))
        .map(({ op, name }) => `${op} ${name}`);
      expect(steps.filter((step) => !step.startsWith("replace "))).toEqual([
        `create-replacement ${door}-config`,
        `update ${door}-gateway`,
        `delete-replaced ${door}-config`,
      ]);
    }
    expect(up.operations.filter(({ name }) => !/^(main|second)-(config|gateway)$/.test(name))).toEqual([]);
    const after = await stack.outputs();
    expect(after.gatewayUrl).toBe(before.gatewayUrl);
    expect(after.tokenUrl).toBe(before.tokenUrl);
    expect(await stack.objects("gcp:apigateway/apiConfig:ApiConfig")).toHaveLength(2);
  },
);
