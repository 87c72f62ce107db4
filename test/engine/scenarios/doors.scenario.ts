import { expect } from "vitest";
import { devConfig } from "../../fixtures/project.ts";
import type { EngineRun, EngineStack } from "../harness.ts";
import { fromNothing, scenario } from "../scenario.ts";
import { underLoad } from "../under-load.ts";

const oneDoor = { ...devConfig, "latchkey:description": "openapi/examples/crud.yaml", "latchkey:doors": ["main"] };
const twoDoors = { ...oneDoor, "latchkey:doors": ["main", "second"] };

const named = ({ operations }: EngineRun, op: string) =>
  operations.flatMap((step) => (step.op === op ? [step.name] : [])).sort();

async function gatewayUrl(stack: EngineStack): Promise<unknown> {
  return (await stack.outputs()).gatewayUrl;
}

fromNothing(
  "a second door is added and retired in two steps, and gatewayUrl stays",
  async (stack) => {
    expect((await stack.up()).errors).toEqual([]);
    const url = await gatewayUrl(stack);

    await underLoad(stack, async (load) => {
      await stack.configure(twoDoors);
      const added = await stack.up();
      expect(added.errors).toEqual([]);
      expect(named(added, "create")).toEqual([
        "second",
        "second-api",
        "second-config",
        "second-gateway",
        "second-managed-service",
      ]);
      expect(named(added, "delete")).toEqual([]);
      expect(await gatewayUrl(stack)).toBe(url);
      await load.callMore();

      await stack.configure(oneDoor);
      // Without a preview the keys would lose the second door before its protection is met.
      const refused = await stack.previewAndUp();
      expect(refused.ok).toBe(false);
      expect(refused.text).toMatch(/second-(api|gateway)[\s\S]*protect/);
      expect(await stack.objects("gcp:apigateway/gateway:Gateway")).toHaveLength(2);

      await stack.configure({ ...twoDoors, "latchkey:retiringDoors": ["second"] });
      const lifted = await stack.up();
      expect(lifted.errors).toEqual([]);
      expect(named(lifted, "delete")).toEqual([]);

      load.dismiss(({ what }) => what.endsWith(" at second"));
      await stack.configure(oneDoor);
      const retired = await stack.up();
      expect(retired.errors).toEqual([]);
      expect(named(retired, "delete")).toEqual([
        "second",
        "second-api",
        "second-config",
        "second-gateway",
        "second-managed-service",
      ]);
    });
    expect(await gatewayUrl(stack)).toBe(url);
  },
  oneDoor,
);

scenario("signed keys are switched on and off without a new gateway", async (stack) => {
  const url = await gatewayUrl(stack);
  const { globex } = devConfig["latchkey:consumers"];
  await stack.configure({
    ...devConfig,
    "latchkey:apiKeys": "signed",
    "latchkey:signedKeysAreLogged": "accepted",
    "latchkey:consumers": { globex },
  });
  const on = await stack.up();
  expect(on.errors).toEqual([]);
  expect(named(on, "delete")).toEqual(["api-keys", "apis-apikeys", "key-acme-k1", "main-managed-service"]);
  expect(named(on, "update").filter((name) => name.endsWith("-gateway"))).toEqual(["main-gateway", "second-gateway"]);
  expect(await gatewayUrl(stack)).toBe(url);
  expect(await stack.objects("gcp:projects/apiKey:ApiKey")).toEqual([]);

  await stack.configure(devConfig);
  const off = await stack.up();
  expect(off.errors).toEqual([]);
  expect(named(off, "create")).toEqual(["api-keys", "apis-apikeys", "key-acme-k1", "main-managed-service"]);
  expect(await gatewayUrl(stack)).toBe(url);
});

const moved = [
  { what: "region", config: { "gcp:region": "us-central1" }, refused: /main-gateway|latchkey|bucket/ },
  { what: "gateway id", config: { "latchkey:name": "orders" }, refused: /main-(api|gateway)/ },
];
for (const { what, config, refused } of moved) {
  scenario(`a changed ${what} is refused by protection, and nothing handed out is lost`, async (stack) => {
    const before = await stack.outputs();
    const cloud = await stack.cloud();
    await stack.configure({ ...devConfig, ...config });
    const preview = await stack.preview();
    expect(preview.ok).toBe(false);
    const up = await stack.previewAndUp();
    expect(up.ok).toBe(false);
    expect(up.text).toMatch(/protect/);
    expect(up.text).toMatch(refused);
    expect(await stack.cloud()).toEqual(cloud);

    await stack.configure(devConfig);
    const healed = await stack.up();
    expect(healed.errors).toEqual([]);
    expect(await stack.outputs()).toEqual(before);
  });
}
