import { expect } from "vitest";
import { devConfig } from "../../fixtures/project.ts";
import { scenario } from "../scenario.ts";

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
