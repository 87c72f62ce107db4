import { expect } from "vitest";
import { devConfig } from "../../fixtures/project.ts";
import { expectHealthy, failEach, runUntilDone } from "../chain.ts";
import { fromNothing, scenario } from "../scenario.ts";
import { underLoad } from "../under-load.ts";

const API_CONFIG = "gcp:apigateway/apiConfig:ApiConfig";
const GATEWAY = "gcp:apigateway/gateway:Gateway";
const RUN_SERVICE = "gcp:cloudrunv2/service:Service";

scenario("a gateway that cannot be moved from A to B goes back to A in one up", async (stack) => {
  const before = await stack.outputs();
  const a = await stack.description();
  await stack.describe(a.replace(/title: .*/, "title: B"));
  await stack.fail({ operation: "update", type: GATEWAY, name: "main-gateway", when: "before" });
  await underLoad(stack, async () => {
    const failed = await stack.up();
    expect(failed.ok).toBe(false);
    expect(failed.operations.filter((step) => step.failed).map(({ name }) => name)).toEqual(["main-gateway"]);
    expect(await stack.faultsLeft()).toEqual([]);

    await stack.describe(a);
    const healed = await stack.up();
    expect(healed.errors).toEqual([]);
  });
  const after = await stack.outputs();
  expect(after.gatewayUrl).toBe(before.gatewayUrl);
  expect(await stack.objects(API_CONFIG)).toHaveLength(2);
  expect((await stack.up("--expect-no-changes")).ok).toBe(true);
});

scenario("a config that ends up FAILED stays behind, and the next up makes another", async (stack) => {
  await stack.describe((await stack.description()).replace(/title: .*/, "title: B"));
  await stack.fail({
    operation: "create",
    type: API_CONFIG,
    name: "main-config",
    when: "after",
    message: "state FAILED",
  });
  await underLoad(stack, async () => {
    const failed = await stack.up();
    expect(failed.ok).toBe(false);
    expect(failed.text).toContain("state FAILED");
    const healed = await stack.up();
    expect(healed.errors).toEqual([]);
  });
  // One in use for each door, and the one that failed: nobody knows of it any more.
  expect(await stack.objects(API_CONFIG)).toHaveLength(3);
  expect((await stack.up("--expect-no-changes")).ok).toBe(true);
});

for (const when of ["before", "after"] as const) {
  scenario(`a config that cannot be deleted ${when} it is gone, is gone after the next up`, async (stack) => {
    await stack.describe((await stack.description()).replace(/title: .*/, "title: B"));
    await failEach(stack, "delete", when, ["main-config", "second-config"]);
    expect(await underLoad(stack, () => runUntilDone(stack, () => stack.up()))).toBe(2);
    expect(await stack.objects(API_CONFIG)).toHaveLength(2);
    await expectHealthy(stack);
  });
}

fromNothing("a Cloud Run service whose first revision fails is kept and mended by the next up", async (stack) => {
  await stack.fail({ operation: "create", type: RUN_SERVICE, when: "after", message: "Revision is not ready" });
  const failed = await stack.up();
  expect(failed.ok).toBe(false);
  expect(failed.text).toContain("Revision is not ready");
  const kept = (await stack.resources()).filter(({ type }) => type === RUN_SERVICE);
  expect(kept).toHaveLength(1);
  const healed = await stack.up();
  expect(healed.errors).toEqual([]);
  expect(healed.operations.filter(({ type }) => type === RUN_SERVICE).map(({ op }) => op)).toEqual(["update"]);
});

fromNothing("an API and then an account that Google does not know yet: each up gets further", async (stack) => {
  stack.setEnv({ LATCHKEY_CLOUD_LAG: "100" });
  const early = await stack.up();
  expect(early.ok).toBe(false);
  expect(early.text).toContain("403 SERVICE_DISABLED");

  await stack.tamper((object) => ({ ...object, createdAt: 0 }));
  const later = await stack.up();
  expect(later.ok).toBe(false);
  expect(later.text).toMatch(/service account latchkey-dev-gateway@\S+ does not exist/);

  await stack.tamper((object) => ({ ...object, createdAt: 0 }));
  expect((await stack.up()).errors).toEqual([]);
});

scenario("an existing Cloud Run service is adopted and released, and nobody touched it", async (stack) => {
  const id = "projects/latchkey-demo/locations/europe-west1/services/shop";
  const [ours] = await stack.objects(RUN_SERVICE);
  if (ours === undefined) throw new Error("the default stack has no service");
  const shop = { ...ours, id, name: "shop", inputs: { ...ours.inputs, name: "shop", deletionProtection: true } };
  await stack.place(shop);
  await stack.configure({ ...devConfig, "latchkey:service": { existing: "shop" } });
  const adopted = await stack.up();
  expect(adopted.errors).toEqual([]);
  expect((await stack.outputs()).serviceUrl).toBe("https://shop-123456789012.europe-west1.run.app");
  expect(await stack.objects(RUN_SERVICE)).toEqual([shop]);

  await stack.configure(devConfig);
  const released = await stack.up();
  expect(released.errors).toEqual([]);
  expect((await stack.objects(RUN_SERVICE)).filter((object) => object.id === id)).toEqual([shop]);
});
