import { describe, expect, it } from "vitest";
import type { CloudState } from "../../../local/cloud/state.ts";
import { SECRET } from "../../../local/engine/graph.ts";
import { document, makeStack, NOW, PROJECT, REGION, Registrar, unknown, urn } from "./registrar.ts";

const KEY = "gcp:projects/apiKey:ApiKey";
const API_CONFIG = "gcp:apigateway/apiConfig:ApiConfig";

async function deployed(): Promise<{ state: CloudState; made: Awaited<ReturnType<typeof makeStack>> }> {
  const registrar = new Registrar();
  const made = await makeStack(registrar);
  return { state: registrar.cloud.state(), made };
}

describe("an evaluation over what the last one left", () => {
  it("answers an unchanged program exactly as before: yesterday's key, host name and URLs", async () => {
    const { state, made } = await deployed();
    const tomorrow = new Registrar(state, { now: () => NOW + 86_400_000 });
    expect(await makeStack(tomorrow)).toEqual(made);
    expect(tomorrow.cloud.state()).toEqual(state);
  });

  it("answers the same after the state went through JSON", async () => {
    const { state, made } = await deployed();
    const again = new Registrar(JSON.parse(JSON.stringify(state)) as CloudState);
    expect(await makeStack(again)).toEqual(made);
  });

  it("replaces only the config when the document changes, and the gateway keeps its host name", async () => {
    const { state, made } = await deployed();
    const second = new Registrar(state);
    const changed = await makeStack(second, '{"swagger":"2.0","info":{}}');
    const different = Object.keys(made).filter((name) => JSON.stringify(made[name]) !== JSON.stringify(changed[name]));
    expect(different).toEqual(["config", "gateway"]);
    expect(changed.gateway?.id).toBe(made.gateway?.id);
    expect(changed.gateway?.outputs.defaultHostname).toBe(made.gateway?.outputs.defaultHostname);
    expect(changed.gateway?.outputs.apiConfig).toBe(changed.config?.id);
    const configs = Object.values(second.cloud.state().objects).filter(({ type }) => type === API_CONFIG);
    expect(configs.map(({ id }) => id)).toEqual([changed.config?.id]);
  });

  it("keeps the replaced config until the program has ended", async () => {
    const { state, made } = await deployed();
    const registrar = await new Registrar(state).begin();
    await registrar.make("gcp:apigateway/api:Api", "main", { apiId: "orders-main" });
    const inputs = { api: "orders-main", apiConfigIdPrefix: "main-", openapiDocuments: [document()] };
    await registrar.make(API_CONFIG, "main", inputs);
    expect(registrar.cloud.state().replaced.map(({ id }) => id)).toEqual([made.config?.id]);
  });

  it("deletes what a run that failed half-way had replaced, at the next that ends well", async () => {
    const { state } = await deployed();
    const failed = await new Registrar(state).begin();
    await failed.make("gcp:apigateway/api:Api", "main", { apiId: "orders-main" });
    const inputs = { api: "orders-main", apiConfigIdPrefix: "x-", openapiDocuments: [document()] };
    await failed.make(API_CONFIG, "main", inputs);
    const healed = new Registrar(failed.cloud.state());
    await makeStack(healed);
    const end = healed.cloud.state();
    expect(end.replaced).toEqual([]);
    expect(Object.values(end.objects).filter(({ type }) => type === API_CONFIG)).toHaveLength(1);
  });

  it("keeps an object under its new URN when the program says what it was called", async () => {
    const { state, made } = await deployed();
    const registrar = await new Registrar(state).begin();
    const inputs = { restrictions: { apiTargets: [{ service: made.api?.outputs.managedService ?? "" }] } };
    const renamed = await registrar.make(KEY, "acme-ltd-1", inputs, { formerUrns: [urn(KEY, "acme-1")] });
    expect(renamed).toEqual(made.key);
    expect(registrar.cloud.state().objects).not.toHaveProperty([urn(KEY, "acme-1")]);
  });

  it("leaves changes alone that are to be ignored, whole inputs and fields", async () => {
    const first = await new Registrar().begin();
    const inputs = { name: "orders", location: REGION, template: { a: 1, b: 1 }, description: "one" };
    await first.make("gcp:cloudrunv2/service:Service", "s", inputs);
    const second = await new Registrar(first.cloud.state()).begin();
    const changes = { name: "orders", location: REGION, template: { a: 2, b: 2 }, description: "two" };
    const ignoreChanges = ["description", "template.a"];
    const { outputs } = await second.make("gcp:cloudrunv2/service:Service", "s", changes, { ignoreChanges });
    expect(outputs).toMatchObject({ description: "one", template: { a: 1, b: 2 } });
  });

  it("moves the service's URLs when the project's number is corrected", async () => {
    const { state, made } = await deployed();
    const corrected = new Registrar(state, { projectNumber: "999999999999" });
    const again = await makeStack(corrected);
    expect(again.service?.outputs.urls).toContain(`https://orders-999999999999.${REGION}.run.app`);
    expect(again.gateway?.outputs.defaultHostname).toBe(made.gateway?.outputs.defaultHostname);
  });
});

describe("a preview", () => {
  it("makes nothing, over nothing and over a stack", async () => {
    const fresh = new Registrar(undefined, { preview: true });
    await makeStack(fresh);
    expect(fresh.cloud.state().objects).toEqual({});
    const { state } = await deployed();
    const second = new Registrar(state, { preview: true });
    await makeStack(second, '{"swagger":"2.0","x":1}');
    await second.cloud.finish();
    expect(second.cloud.state()).toEqual(state);
  });

  it("says the same twice, automatic names included, and the update keeps those names", async () => {
    const previews = [new Registrar(undefined, { preview: true }), new Registrar(undefined, { preview: true })];
    const [one, two] = await Promise.all(previews.map((registrar) => makeStack(registrar)));
    expect(two).toEqual(one);
    const { made } = await deployed();
    expect(made.key?.outputs.name).toBe(one?.key?.outputs.name);
  });

  it("knows an account's e-mail address and a given name before they exist, but no host name", async () => {
    const made = await makeStack(new Registrar(undefined, { preview: true }));
    expect(made.account?.outputs.email).toBe(`orders-gateway@${PROJECT}.iam.gserviceaccount.com`);
    expect(made.bucket?.outputs.name).toBe("latchkey-keys");
    expect(made.gateway?.outputs.defaultHostname).toEqual(unknown);
    expect(made.key?.outputs.keyString).toEqual({ [SECRET]: unknown });
  });

  it("shows what exists under its id, and a config to be replaced without one", async () => {
    const { state, made } = await deployed();
    const registrar = new Registrar(state, { preview: true });
    const seen = await makeStack(registrar, '{"swagger":"2.0","x":1}');
    expect(seen.config?.id).toBe("");
    expect(seen.gateway?.id).toBe(made.gateway?.id);
    expect(seen.gateway?.outputs.apiConfig).toEqual(unknown);
    expect(seen.key).toEqual(made.key);
  });
});

describe("the provider", () => {
  it("lends project, region and labels, read from the JSON texts the SDK sends", async () => {
    const registrar = new Registrar();
    const inputs = { project: "acme-prod", region: "us-east4", defaultLabels: '{"stack":"prod"}' };
    const { id } = await registrar.make("pulumi:providers:gcp", "prod", inputs);
    const provider = `${urn("pulumi:providers:gcp", "prod")}::${id}`;
    await registrar.make("pulumi:providers:gcp", "other", { project: "acme-other" });
    const enable = { service: "apigateway.googleapis.com" };
    await registrar.make("gcp:projects/service:Service", "api", enable, { provider });
    const inputsOfApi = { apiId: "orders", labels: { team: "a" } };
    const made = await registrar.make("gcp:apigateway/api:Api", "main", inputsOfApi, { provider });
    expect(made.outputs.project).toBe("acme-prod");
    expect(made.outputs.effectiveLabels).toEqual({
      [SECRET]: { "goog-pulumi-provisioned": "true", stack: "prod", team: "a" },
    });
  });

  it("stands for resources that do not name theirs", async () => {
    const registrar = await new Registrar().begin();
    const { outputs } = await registrar.make("gcp:projects/service:Service", "s", { service: "run.googleapis.com" });
    expect(outputs.project).toBe(PROJECT);
  });
});

it("makes things at the same time without giving two key versions one number", async () => {
  const registrar = await new Registrar().begin();
  const ring = await registrar.make("gcp:kms/keyRing:KeyRing", "ring", { location: REGION });
  const key = await registrar.make("gcp:kms/cryptoKey:CryptoKey", "key", {
    keyRing: ring.id,
    purpose: "ASYMMETRIC_SIGN",
    versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" },
  });
  const version = (name: string) =>
    registrar.make("gcp:kms/cryptoKeyVersion:CryptoKeyVersion", name, { cryptoKey: key.id });
  const made = await Promise.all(["a", "b", "c"].map(version));
  expect(new Set(made.map(({ id }) => id)).size).toBe(3);
  const pems = Object.values(registrar.cloud.state().objects).flatMap(({ hidden }) => hidden?.privateKeyPem ?? []);
  expect(new Set(pems).size).toBe(3);
});
