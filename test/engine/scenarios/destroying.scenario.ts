import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { projectRoot } from "../../../infra/project-root.ts";
import { devConfig } from "../../fixtures/project.ts";
import { expectHealthy } from "../chain.ts";
import { scenario } from "../scenario.ts";
import { underLoad } from "../under-load.ts";

const RUN_SERVICE = "gcp:cloudrunv2/service:Service";
const service = devConfig["latchkey:service"];

scenario("destroy is refused while anything is protected, and leaves everything where it is", async (stack) => {
  const before = (await stack.cloud()).objects;
  const refused = await stack.destroy();
  expect(refused.ok).toBe(false);
  expect(refused.text).toMatch(/protect/);
  expect((await stack.cloud()).objects).toEqual(before);
});

scenario("destroy without protection takes everything but what must stay", async (stack) => {
  expect((await stack.cli(["state", "unprotect", "--all", "--yes", "--stack", "dev"])).code).toBe(0);
  const destroyed = await stack.destroy();
  expect(destroyed.errors).toEqual([]);
  expect(await stack.resources()).toEqual([]);
  const { objects, left, replaced } = await stack.cloud();
  const kept = [...Object.values(objects), ...left, ...replaced].map(({ type }) => type);
  expect([...new Set(kept)].sort()).toEqual([
    "gcp:kms/cryptoKey:CryptoKey",
    "gcp:kms/cryptoKeyVersion:CryptoKeyVersion",
    "gcp:kms/keyRing:KeyRing",
    "gcp:projects/iAMMember:IAMMember",
    "gcp:projects/service:Service",
    "gcp:projects/serviceIdentity:ServiceIdentity",
    "gcp:storage/bucket:Bucket",
    "gcp:storage/bucketObject:BucketObject",
  ]);
});

scenario(
  "after destroy, up meets the bucket that stayed, and one import lets the next up deploy it all",
  async (stack) => {
    const before = await stack.outputs();
    await stack.cli(["state", "unprotect", "--all", "--yes", "--stack", "dev"]);
    expect((await stack.destroy()).errors).toEqual([]);
    const met = await stack.previewAndUp();
    expect(met.operations.filter(({ failed }) => failed).map(({ name }) => name)).toEqual(["issuer-key-set-bucket"]);

    const [bucket = ""] = (await stack.objects("gcp:storage/bucket:Bucket")).map(({ id }) => id);
    expect((await stack.cli([...importOfThePage(bucket), "--yes"])).code).toBe(0);
    const again = await stack.previewAndUp();
    expect(again.errors).toEqual([]);
    const kept = (await stack.resources()).find(({ type }) => type === "gcp:storage/bucket:Bucket");
    expect(kept).toMatchObject({ id: bucket, protect: true });
    expect(await stack.objects("gcp:storage/bucket:Bucket")).toHaveLength(1);
    // Everything that was handed out is void.
    const after = await stack.outputs();
    expect(after.issuer).toEqual(before.issuer);
    for (const name of ["gatewayUrl", "apiKeys", "signingKeys"]) expect(after[name], name).not.toEqual(before[name]);
    await underLoad(stack, () => expectHealthy(stack));
  },
);

/** The `pulumi import` that docs/recovery.md tells to run, for the stack here. */
function importOfThePage(bucket: string): string[] {
  const page = readFileSync(join(projectRoot, "docs", "recovery.md"), "utf8").replaceAll("\\\n", " ");
  const [, line = ""] = /^npm run pulumi -- (import .*)$/m.exec(page) ?? [];
  const words = line.replaceAll("STACK", "dev").replaceAll("BUCKET", bucket).split(/\s+/);
  return words.map((word) => word.replaceAll("'", ""));
}

scenario("a service with deletion protection stops destroy until it is switched off", async (stack) => {
  const guarded = { ...devConfig, "latchkey:service": { ...service, deletionProtection: true } };
  await stack.configure(guarded);
  expect((await stack.up()).operations.map(({ op, type }) => `${op} ${type}`)).toEqual([`update ${RUN_SERVICE}`]);
  await stack.cli(["state", "unprotect", "--all", "--yes", "--stack", "dev"]);
  const refused = await stack.destroy();
  expect(refused.ok).toBe(false);
  expect(refused.text).toContain("deletionProtection is on");
  expect(await stack.objects(RUN_SERVICE)).toHaveLength(1);

  await stack.configure(devConfig);
  expect((await stack.up()).errors).toEqual([]);
  await stack.cli(["state", "unprotect", "--all", "--yes", "--stack", "dev"]);
  expect((await stack.destroy()).errors).toEqual([]);
  expect(await stack.objects(RUN_SERVICE)).toEqual([]);
});
