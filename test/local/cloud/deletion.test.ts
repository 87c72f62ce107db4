import { describe, expect, it } from "vitest";
import type { CloudState } from "../../../local/cloud/state.ts";
import type { Registration } from "../../../local/engine/cloud.ts";
import { document, type Inputs, makeStack, NOW, PROJECT, REGION, Registrar } from "./registrar.ts";

const THIRTY_DAYS = 30 * 86_400_000;
const KEY = "gcp:projects/apiKey:ApiKey";
const SERVICE = "gcp:cloudrunv2/service:Service";
const run = { name: "orders", location: REGION, template: {} };

async function stateWith(type: string, inputs: Inputs, more: Partial<Registration> = {}): Promise<CloudState> {
  const registrar = await new Registrar().begin();
  await registrar.make(type, "made", inputs, more);
  return registrar.end();
}

async function withoutIt(state: CloudState): Promise<CloudState> {
  return (await new Registrar(state).begin()).end();
}

describe("what is no longer registered", () => {
  it("is deleted when the program has ended well, the last made first", async () => {
    const registrar = new Registrar();
    await makeStack(registrar);
    const after = await withoutIt(registrar.cloud.state());
    const types = new Set(Object.values(after.objects).map(({ type }) => type));
    expect([...types].sort()).toEqual(["gcp:projects/service:Service", "pulumi:providers:gcp"]);
    expect(after.left).toEqual([]);
  });

  it("is refused while something still uses it", async () => {
    const registrar = new Registrar();
    const made = await makeStack(registrar);
    const second = await new Registrar(registrar.cloud.state()).begin();
    await second.make("gcp:apigateway/api:Api", "main", { apiId: "orders-main" });
    const gateway = { gatewayId: "orders-main", apiConfig: made.config?.id ?? "" };
    await second.make("gcp:apigateway/gateway:Gateway", "main", gateway);
    await expect(second.cloud.finish()).rejects.toMatchObject({ code: "in_use" });
  });

  it("is kept when its API is still on, because disableOnDestroy is not set", async () => {
    const state = await stateWith("gcp:projects/service:Service", { service: "pubsub.googleapis.com" });
    const after = await withoutIt(state);
    expect(after.left.map(({ id }) => id)).toEqual([`${PROJECT}/pubsub.googleapis.com`]);
    const again = await new Registrar(after).begin();
    await again.enable("pubsub.googleapis.com", "made");
    expect((await again.end()).left).toEqual([]);
  });

  const kept: readonly (readonly [string, string, Inputs, Partial<Registration>])[] = [
    ["that is retained", KEY, {}, { retainOnDelete: true }],
    ["whose policy is ABANDON", KEY, { deletionPolicy: "ABANDON" }, {}],
    ["that is retained and guarded against deletion", SERVICE, run, { retainOnDelete: true }],
  ];
  for (const [what, type, inputs, more] of kept) {
    it(`stays where it is, unmanaged: a resource ${what}`, async () => {
      const after = await withoutIt(await stateWith(type, inputs, more));
      expect(after.left).toHaveLength(1);
      expect(after.left[0]?.type).toBe(type);
    });
  }

  const guarded: readonly (readonly [string, string, Inputs, Partial<Registration>])[] = [
    ["protected", KEY, {}, { protect: true }],
    ["deletion_prevented", KEY, { deletionPolicy: "PREVENT" }, {}],
    ["deletion_protected", SERVICE, run, {}],
  ];
  for (const [code, type, inputs, more] of guarded) {
    it(`is not deleted when ${code}, and nothing else is either`, async () => {
      const state = await stateWith(type, inputs, more);
      const registrar = await new Registrar(state).begin();
      await expect(registrar.cloud.finish()).rejects.toMatchObject({ code });
      expect(Object.keys(registrar.cloud.state().objects)).toEqual(Object.keys(state.objects));
    });

    it(`is not replaced when ${code}`, async () => {
      const state = await stateWith(type, inputs, more);
      const registrar = await new Registrar(state).begin();
      const changed = { ...inputs, project: "acme-prod" };
      await expect(registrar.make(type, "made", changed, more)).rejects.toMatchObject({ code });
      expect(registrar.cloud.state().replaced).toEqual([]);
    });
  }

  it("may be deleted one deployment after its protection was taken off", async () => {
    const state = await stateWith(SERVICE, run);
    const second = await new Registrar(state).begin();
    await second.make(SERVICE, "made", { ...run, deletionProtection: false });
    const after = await withoutIt(await second.end());
    expect(Object.values(after.objects).filter(({ type }) => type === SERVICE)).toEqual([]);
  });
});

describe("key rings, keys and versions", () => {
  async function keys(): Promise<Registrar> {
    const registrar = await new Registrar().begin();
    const ring = await registrar.make("gcp:kms/keyRing:KeyRing", "ring", { name: "ring", location: REGION });
    const key = await registrar.make("gcp:kms/cryptoKey:CryptoKey", "key", {
      name: "key",
      keyRing: ring.id,
      purpose: "ASYMMETRIC_SIGN",
      versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" },
    });
    await registrar.make("gcp:kms/cryptoKeyVersion:CryptoKeyVersion", "v1", { cryptoKey: key.id });
    return registrar;
  }

  it("stay behind with a warning each, their private halves gone", async () => {
    const registrar = await new Registrar(await (await keys()).end()).begin();
    const { left } = await registrar.end();
    expect(left.map(({ name }) => name).sort()).toEqual(["key", "ring", "v1"]);
    expect(left.find(({ name }) => name === "v1")).toMatchObject({ outputs: { state: "DESTROY_SCHEDULED" } });
    expect(JSON.stringify(left)).not.toContain("PRIVATE KEY");
    expect(registrar.cloud.warnings()).toHaveLength(3);
  });

  it("cannot be made again under the same name", async () => {
    const after = await withoutIt(await (await keys()).end());
    const again = await new Registrar(after).begin();
    const refused = again.make("gcp:kms/keyRing:KeyRing", "ring", { name: "ring", location: REGION });
    await expect(refused).rejects.toMatchObject({ code: "already_exists" });
  });

  it("get an automatic name that is free when they are made again", async () => {
    const first = await new Registrar().begin();
    const one = await first.make("gcp:kms/keyRing:KeyRing", "ring", { location: REGION });
    const second = await new Registrar(await withoutIt(await first.end())).begin();
    const two = await second.make("gcp:kms/keyRing:KeyRing", "ring", { location: REGION });
    expect(two.id).not.toBe(one.id);
  });

  it("never use a version number twice", async () => {
    const registrar = await keys();
    const key = `projects/${PROJECT}/locations/${REGION}/keyRings/ring/cryptoKeys/key`;
    const next = await new Registrar(await registrar.end()).begin();
    await next.make("gcp:kms/keyRing:KeyRing", "ring", { name: "ring", location: REGION });
    const inputs = { name: "key", keyRing: key.slice(0, -15), purpose: "ASYMMETRIC_SIGN" };
    await next.make("gcp:kms/cryptoKey:CryptoKey", "key", {
      ...inputs,
      versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" },
    });
    const v2 = await next.make("gcp:kms/cryptoKeyVersion:CryptoKeyVersion", "v2", { cryptoKey: key });
    expect(v2.id).toBe(`${key}/cryptoKeyVersions/2`);
  });
});

describe("names", () => {
  it("of a deleted key stay taken for 30 days", async () => {
    const after = await withoutIt(await stateWith(KEY, { name: "acme" }));
    const soon = await new Registrar(after, { now: () => NOW + THIRTY_DAYS - 1 }).begin();
    await expect(soon.make(KEY, "made", { name: "acme" })).rejects.toMatchObject({ code: "name_still_taken" });
    const later = await new Registrar(after, { now: () => NOW + THIRTY_DAYS }).begin();
    await later.make(KEY, "made", { name: "acme" });
  });

  it("made automatically pass over one that is still taken", async () => {
    const first = await stateWith(KEY, {});
    const [old] = Object.values(first.objects).filter(({ type }) => type === KEY);
    const again = await new Registrar(await withoutIt(first)).begin();
    const made = await again.make(KEY, "made", {});
    expect(made.outputs.name).toMatch(/^made-[0-9a-f]{7}$/);
    expect(made.outputs.name).not.toBe(old?.outputs.name);
  });

  it("that were given and stay the same make a replacement delete first", async () => {
    const state = await stateWith("gcp:storage/bucket:Bucket", { name: "latchkey-keys", location: REGION });
    const registrar = await new Registrar(state).begin();
    const moved = { name: "latchkey-keys", location: "us-east4" };
    const { outputs } = await registrar.make("gcp:storage/bucket:Bucket", "made", moved);
    expect(outputs.location).toBe("US-EAST4");
    expect(registrar.cloud.state().replaced).toEqual([]);
  });

  it("stay with their object when its replacement is refused", async () => {
    const state = await stateWith("gcp:storage/bucket:Bucket", { name: "latchkey-keys", location: REGION });
    const registrar = await new Registrar(state).begin();
    const bad = { name: "latchkey-keys", location: null };
    const asked = registrar.make("gcp:storage/bucket:Bucket", "made", bad);
    await expect(asked).rejects.toMatchObject({ code: "missing_input" });
    expect(registrar.cloud.state().objects).toEqual(state.objects);
  });

  it("of an account that were fixed stay with it when the new one is refused", async () => {
    const ACCOUNT = "gcp:serviceaccount/account:Account";
    const state = await stateWith(ACCOUNT, { accountId: "orders-gateway" });
    const registrar = await new Registrar(state).begin();
    await expect(registrar.make(ACCOUNT, "made", { accountId: "bad" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect(registrar.cloud.state().objects).toEqual(state.objects);
    expect(registrar.cloud.state().replaced).toEqual([]);
  });

  it("of a config that were fixed make its replacement fail, as at Google", async () => {
    const registrar = new Registrar();
    await makeStack(registrar);
    const config = { api: "orders-main", apiConfigId: "one", openapiDocuments: [document()] };
    await registrar.make("gcp:apigateway/apiConfig:ApiConfig", "fixed", config);
    const changed = { ...config, openapiDocuments: [document('{"swagger":"2.0","x":1}')] };
    const refused = registrar.make("gcp:apigateway/apiConfig:ApiConfig", "fixed", changed);
    await expect(refused).rejects.toMatchObject({ code: "already_exists" });
  });
});

describe("buckets", () => {
  const BUCKET = "gcp:storage/bucket:Bucket";
  async function filled(inputs: Inputs, more: Partial<Registration>): Promise<CloudState> {
    const registrar = await new Registrar().begin();
    await registrar.make(BUCKET, "keys", { name: "latchkey-keys", location: REGION, ...inputs });
    const object = { bucket: "latchkey-keys", name: "jwks.json", content: "{}" };
    await registrar.make("gcp:storage/bucketObject:BucketObject", "jwks", object, more);
    return registrar.end();
  }

  it("are not deleted while a retained object is in them", async () => {
    const registrar = await new Registrar(await filled({}, { retainOnDelete: true })).begin();
    await expect(registrar.cloud.finish()).rejects.toMatchObject({ code: "in_use" });
  });

  it("take retained objects with them when forceDestroy is set", async () => {
    const after = await withoutIt(await filled({ forceDestroy: true }, { retainOnDelete: true }));
    expect(after.left).toEqual([]);
  });

  it("give a retained object back to whoever writes it again, under a new generation", async () => {
    const registrar = await new Registrar(await filled({}, { retainOnDelete: true })).begin();
    await registrar.make(BUCKET, "keys", { name: "latchkey-keys", location: REGION });
    const kept = await registrar.end();
    expect(kept.left).toHaveLength(1);
    const again = await new Registrar(kept).begin();
    await again.make(BUCKET, "keys", { name: "latchkey-keys", location: REGION });
    const object = { bucket: "latchkey-keys", name: "jwks.json", content: "{ }" };
    const made = await again.make("gcp:storage/bucketObject:BucketObject", "jwks", object);
    expect(Number(made.outputs.generation)).toBeGreaterThan(Number(kept.left[0]?.outputs.generation));
    expect((await again.end()).left).toEqual([]);
  });
});

it("takes over an existing account with createIgnoreAlreadyExists, keeping its unique id", async () => {
  const ACCOUNT = "gcp:serviceaccount/account:Account";
  const inputs = { accountId: "orders-gateway", createIgnoreAlreadyExists: true };
  const after = await withoutIt(await stateWith(ACCOUNT, inputs, { retainOnDelete: true }));
  const again = await new Registrar(after).begin();
  const { outputs } = await again.make(ACCOUNT, "again", inputs);
  expect(outputs.uniqueId).toBe(after.left[0]?.outputs.uniqueId);
});
