import { decodeJwt } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { createIdTokens } from "../../local/cloud/id-token.ts";
import type { CloudState } from "../../local/cloud/state.ts";
import { SECRET } from "../../local/engine/graph.ts";
import type { KeyCheck, World } from "../../local/gateway/world.ts";
import { loopbackWorld } from "../../local/loopback-world.ts";
import { makeStack, NOW, PROJECT, PROJECT_NUMBER, REGION, Registrar } from "./cloud/registrar.ts";

const EMAIL = `orders-gateway@${PROJECT}.iam.gserviceaccount.com`;
const SERVICE = `projects/${PROJECT}/locations/${REGION}/services/orders`;
const tokens = createIdTokens(() => NOW);
const KEY = "gcp:projects/apiKey:ApiKey";

let state: CloudState;
let world: World;
let legacyUrl: string;
let check: KeyCheck;
let uid: unknown;

beforeAll(async () => {
  const registrar = new Registrar();
  const made = await makeStack(registrar);
  state = registrar.cloud.state();
  world = over(state);
  legacyUrl = String(made.service?.outputs.uri);
  uid = made.key?.outputs.uid;
  check = {
    apiKey: stringOf(made.key?.outputs.keyString),
    service: String(made.api?.outputs.managedService),
    operation: "1.orders.ListOrders",
    callerIp: "127.0.0.1",
  };
});

function over(held: CloudState): World {
  const frontDoorPort = (service: string) => (service === SERVICE ? 4711 : undefined);
  return loopbackWorld({ state: () => held, tokens, frontDoorPort });
}

function stringOf(keyString: unknown): string {
  return String((keyString as { [SECRET]: string })[SECRET]);
}

async function changed(change: (registrar: Registrar) => Promise<unknown>): Promise<CloudState> {
  const registrar = await new Registrar(state).begin();
  await change(registrar);
  return registrar.cloud.state();
}

describe("fetching a key set", () => {
  for (const url of [
    "https://storage.googleapis.com/latchkey-keys/jwks.json",
    "https://latchkey-keys.storage.googleapis.com/jwks.json",
  ]) {
    it(`reads the object at ${url}`, async () => {
      expect(await world.fetchText(url)).toEqual({ status: 200, body: '{"keys":[]}' });
    });
  }

  it("gets 403 when nobody made the bucket public", async () => {
    const objects = Object.entries(state.objects).filter(([, { type }]) => !type.includes("bucketIAMMember"));
    const closed = over({ ...state, objects: Object.fromEntries(objects) });
    const answer = await closed.fetchText("https://storage.googleapis.com/latchkey-keys/jwks.json");
    expect(answer).toEqual({ status: 403, body: "AccessDenied" });
  });

  it("gets 404 for a bucket that does not exist", async () => {
    expect(await world.fetchText("https://storage.googleapis.com/nothing/jwks.json")).toMatchObject({ status: 404 });
  });

  it("reads an object that is retained but no longer managed", async () => {
    const registrar = await new Registrar(state).begin();
    await registrar.make("gcp:storage/bucket:Bucket", "keys", { name: "latchkey-keys", location: REGION });
    const all = { bucket: "latchkey-keys", role: "roles/storage.legacyObjectReader", member: "allUsers" };
    await registrar.make("gcp:storage/bucketIAMMember:BucketIAMMember", "public", all);
    const object = { bucket: "latchkey-keys", name: "old.json", content: "old" };
    await registrar.make("gcp:storage/bucketObject:BucketObject", "old", object, { retainOnDelete: true });
    const after = await new Registrar(registrar.cloud.state()).begin();
    await after.make("gcp:storage/bucket:Bucket", "keys", { name: "latchkey-keys", location: REGION });
    await after.make("gcp:storage/bucketIAMMember:BucketIAMMember", "public", all);
    const answer = await over(await after.end()).fetchText("https://storage.googleapis.com/latchkey-keys/old.json");
    expect(answer).toEqual({ status: 200, body: "old" });
  });

  it("finds Google's own keys", async () => {
    const { body } = await world.fetchText("https://www.googleapis.com/oauth2/v3/certs");
    expect(JSON.parse(body)).toMatchObject({ keys: [{ kty: "RSA", alg: "RS256" }] });
  });

  const unreachable = [
    "https://acme.eu.auth0.com/jwks.json",
    "http://storage.googleapis.com/latchkey-keys/jwks.json",
    "https://storage.googleapis.com/",
    "no url",
  ];
  for (const url of unreachable) {
    it(`cannot reach ${url}`, async () => {
      await expect(world.fetchText(url)).rejects.toThrow(/cannot be reached/);
    });
  }
});

describe("checking an API key", () => {
  it("lets the stack's own key through, with its project and uid", async () => {
    expect(await world.checkKey(check)).toEqual({ ok: true, consumerProjectNumber: PROJECT_NUMBER, keyUid: uid });
  });

  const invalid = [
    ["an unknown string", () => "AIzaUnknown"],
    ["nothing", () => ""],
    ["a string one character off", () => `${check.apiKey.slice(0, -1)}!`],
    ["a string one character longer", () => `${check.apiKey}a`],
  ] as const;
  for (const [what, apiKey] of invalid) {
    it(`does not know ${what}`, async () => {
      expect(await world.checkKey({ ...check, apiKey: apiKey() })).toEqual({ ok: false, error: "API_KEY_INVALID" });
    });
  }

  it("does not take the word undefined, null or nothing for a key that has no string", async () => {
    const bare = Object.entries(state.objects).map(([id, object]) => {
      const { keyString: _, ...outputs } = object.outputs;
      return [id, object.type === KEY ? { ...object, outputs } : object] as const;
    });
    const stringless = over({ ...state, objects: Object.fromEntries(bare) });
    for (const apiKey of ["undefined", "null", "", check.apiKey]) {
      expect(await stringless.checkKey({ ...check, apiKey })).toEqual({ ok: false, error: "API_KEY_INVALID" });
    }
  });

  it("refuses the key at another service", async () => {
    expect(await world.checkKey({ ...check, service: "other.example.com" })).toEqual({
      ok: false,
      error: "API_TARGET_BLOCKED",
    });
  });

  it("refuses while the managed service is not enabled", async () => {
    const objects = Object.entries(state.objects).filter(([, { inputs }]) => inputs.service !== check.service);
    const off = over({ ...state, objects: Object.fromEntries(objects) });
    expect(await off.checkKey(check)).toEqual({ ok: false, error: "SERVICE_NOT_ACTIVATED" });
  });

  it("refuses a caller outside the key's addresses", async () => {
    let apiKey = "";
    const restrictions = {
      apiTargets: [{ service: check.service }],
      serverKeyRestrictions: { allowedIps: ["203.0.113.0/24"] },
    };
    const held = await changed(async (registrar) => {
      apiKey = stringOf((await registrar.make(KEY, "fixed", { restrictions })).outputs.keyString);
    });
    expect(await over(held).checkKey({ ...check, apiKey })).toEqual({ ok: false, error: "IP_ADDRESS_BLOCKED" });
    expect(await over(held).checkKey({ ...check, apiKey, callerIp: "203.0.113.7" })).toMatchObject({ ok: true });
  });

  it("no longer knows a key that was deleted", async () => {
    const registrar = await new Registrar(state).begin();
    expect(await over(await registrar.end()).checkKey(check)).toEqual({ ok: false, error: "API_KEY_INVALID" });
  });
});

describe("the gateway's ID token", () => {
  it("is made out to the audience, for an account that exists", async () => {
    expect(decodeJwt(await world.idToken(EMAIL, "https://a.example"))).toMatchObject({
      email: EMAIL,
      aud: "https://a.example",
    });
  });

  it("cannot be had for an account that does not exist or is disabled", async () => {
    await expect(world.idToken(`none@${PROJECT}.iam.gserviceaccount.com`, "a")).rejects.toThrow(/does not exist/);
    const inputs = { accountId: "orders-gateway", disabled: true };
    const held = await changed((registrar) => registrar.make("gcp:serviceaccount/account:Account", "gateway", inputs));
    await expect(over(held).idToken(EMAIL, "a")).rejects.toThrow(/is disabled/);
  });
});

describe("a backend address", () => {
  const place = { protocol: "http:", host: "127.0.0.1", port: 4711 };
  it("of the service is its front door, in both forms", () => {
    expect(world.locate(`https://orders-${PROJECT_NUMBER}.${REGION}.run.app/v1`)).toEqual(place);
    expect(world.locate(legacyUrl)).toEqual(place);
  });

  it("on loopback is itself", () => {
    expect(world.locate("http://127.0.0.1:8080/x")).toEqual({ protocol: "http:", host: "127.0.0.1", port: 8080 });
    expect(world.locate("https://localhost")).toEqual({ protocol: "https:", host: "localhost", port: 443 });
    expect(world.locate("http://[::1]:81")).toEqual({ protocol: "http:", host: "::1", port: 81 });
  });

  const strangers = [
    `https://billing-${PROJECT_NUMBER}.${REGION}.run.app`,
    `https://orders-${PROJECT_NUMBER}.us-east4.run.app`,
    "https://orders-999999999999.europe-west1.run.app",
    "https://api.example.com",
    "https://127.0.0.1.example.com",
  ];
  for (const address of strangers) {
    it(`anywhere else cannot be reached: ${address}`, () => {
      expect(() => world.locate(address)).toThrow(/no service of this stack/);
    });
  }

  it("of a service the program only grants access to is found too, its older URL in any spelling", async () => {
    const grant = { name: "billing", location: REGION, role: "roles/run.invoker", member: `serviceAccount:${EMAIL}` };
    const held = await changed((registrar) =>
      registrar.make("gcp:cloudrunv2/serviceIamMember:ServiceIamMember", "b", grant),
    );
    const other = loopbackWorld({
      state: () => held,
      tokens,
      frontDoorPort: (service) => (service.endsWith("/billing") ? 5 : undefined),
    });
    expect(other.locate("https://billing-a1b2c3d4e5-ew.a.run.app").port).toBe(5);
    expect(() => other.locate("https://billing-a1b2c3d4e5-uc.a.run.app")).toThrow();
  });
});
