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

scenario("no key, no token and no private key is in clear in anything the engine writes or prints", async (stack) => {
  const secrets = await underLoad(stack, async ({ credentials }) => {
    await stack.describe((await stack.description()).replace(/title: .*/, "title: Changed by a test"));
    expect((await stack.up("--diff", "--debug")).errors).toEqual([]);
    await stack.refresh("--diff", "--debug");
    return credentials;
  });
  expect(secrets).toEqual([
    expect.stringMatching(/^AIza/),
    expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.(?<signature>[\w-]+)$/),
  ]);
  const [key = "", token = ""] = secrets;
  const signature = token.split(".").at(-1) ?? "";
  const searched = [
    ...(await stack.written()),
    ["the export", await stack.export()] as const,
    ["the output", stack.runs.map(({ text }) => text).join()] as const,
  ];
  for (const kind of ["/stacks/", "/history/", "/backups/", "/events-"]) {
    expect(searched.map(([place]) => place)).toContainEqual(expect.stringContaining(kind));
  }
  for (const [place, text] of searched) {
    for (const secret of [key, token, signature, "PRIVATE KEY"]) expect(text.includes(secret), place).toBe(false);
  }
  expect(await stack.export("--show-secrets")).toContain(key);
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
