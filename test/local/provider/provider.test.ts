import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import gcp from "@pulumi/gcp/package.json" with { type: "json" };
import protocol from "@pulumi/pulumi/proto/provider_pb.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CloudState } from "../../../local/cloud/state.ts";
import { SECRET, UNKNOWN } from "../../../local/engine/graph.ts";
import { unmarshal } from "../../../local/engine/marshal.ts";
import type { Fault } from "../../../local/provider/faults.ts";
import { document, PROJECT, PROJECT_NUMBER, REGION, urn } from "../cloud/registrar.ts";
import { ProviderClient } from "./provider-client.ts";

const SERVICE = "gcp:projects/service:Service";
const ACCOUNT = "gcp:serviceaccount/account:Account";
const API = "gcp:apigateway/api:Api";
const API_CONFIG = "gcp:apigateway/apiConfig:ApiConfig";
const GATEWAY = "gcp:apigateway/gateway:Gateway";
const API_KEY = "gcp:projects/apiKey:ApiKey";
const KEY_RING = "gcp:kms/keyRing:KeyRing";
const RUN_SERVICE = "gcp:cloudrunv2/service:Service";
const provider = { project: PROJECT, region: REGION, addPulumiAttributionLabel: "false" };

let folder: string;
let client: ProviderClient;

const stateFile = () => join(folder, "cloud.json");
const cloud = async () => JSON.parse(await readFile(stateFile(), "utf8")) as CloudState;

async function start(more: { readonly latency?: number; readonly lag?: number } = {}): Promise<ProviderClient> {
  const options = { stateFile: stateFile(), faultsFile: join(folder, "faults.json"), projectNumber: PROJECT_NUMBER };
  const started = await ProviderClient.start({ ...options, latency: 0, lag: 0, ...more });
  await started.configure(provider);
  return started;
}

async function fail(...faults: Fault[]): Promise<void> {
  await writeFile(join(folder, "faults.json"), JSON.stringify(faults));
}

async function enable(...apis: string[]): Promise<void> {
  for (const api of apis)
    await client.make(urn(SERVICE, api), { service: `${api}.googleapis.com`, disableOnDestroy: false });
}

/** A gateway on its first config. */
async function makeGateway() {
  await enable("apigateway", "iam");
  await client.make(urn(API, "main"), { apiId: "orders" });
  const config = await client.make(urn(API_CONFIG, "main"), configInputs());
  const gateway = await client.make(urn(GATEWAY, "main"), { gatewayId: "orders", apiConfig: config.id });
  return { config, gateway };
}

function configInputs(text?: string) {
  return { api: "orders", apiConfigIdPrefix: `main-${text?.length ?? 0}-`, openapiDocuments: [document(text)] };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-provider-"));
  client = await start();
});

afterEach(async () => {
  await client.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("the provider tells what it is", () => {
  it("the version of the SDK's own package", async () => expect(await client.version()).toBe(gcp.version));

  it("secrets and previews are understood", async () => {
    const answer = await client.configure(provider);
    expect(answer.getAcceptsecrets() && answer.getAcceptresources() && answer.getSupportspreview()).toBe(true);
  });

  it("no handshake: older engines need none", async () => {
    await expect(client.handshake()).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  });
});

describe("check", () => {
  it("names a resource after its logical name and the engine's seed, and keeps the name it had", async () => {
    const inputs = async (olds?: { name: string }, seed?: string) =>
      unmarshal((await client.check(urn(API_KEY, "acme"), {}, olds, seed)).getInputs(), "");
    const first = await inputs();
    expect(first.name).toMatch(/^acme-[0-9a-f]{7}$/);
    expect((await inputs()).name).toBe(first.name);
    expect((await inputs(undefined, "other")).name).not.toBe(first.name);
    expect((await inputs({ name: "acme-0123abc" })).name).toBe("acme-0123abc");
    expect((await inputs({ name: "given" })).name).not.toBe("given");
  });

  it("fills in project, region and defaults", async () => {
    const checked = await client.check(urn(RUN_SERVICE, "orders"), { location: REGION, template: {} });
    expect(unmarshal(checked.getInputs(), "")).toMatchObject({ project: PROJECT, deletionProtection: true });
  });

  it("says what is missing, by its property", async () => {
    const [failure] = (await client.check(urn(API, "main"), {})).getFailuresList();
    expect(failure?.getProperty()).toBe("apiId");
    expect(failure?.getReason()).toContain("required");
  });

  it("leaves unknowns unknown and secrets secret", async () => {
    const inputs = { apiId: { [SECRET]: "orders" }, displayName: { [UNKNOWN]: true } } as const;
    const checked = unmarshal((await client.check(urn(API, "main"), inputs)).getInputs(), "");
    expect(checked).toMatchObject(inputs);
  });

  it("refuses a type it does not know", async () => {
    await expect(client.check(urn("gcp:pubsub/topic:Topic", "t"), {})).rejects.toThrow(
      /does not know this resource type/,
    );
  });
});

describe("diff", () => {
  it("moves a gateway in place, also to a config nobody knows yet", async () => {
    const { gateway } = await makeGateway();
    const diff = await client.diff(urn(GATEWAY, "main"), gateway, {
      ...gateway.inputs,
      apiConfig: { [UNKNOWN]: true },
    });
    expect(diff.getChanges()).toBe(protocol.DiffResponse.DiffChanges.DIFF_SOME);
    expect(diff.getReplacesList()).toEqual([]);
    expect(diff.getDetaileddiffMap().get("apiConfig")?.getKind()).toBe(protocol.PropertyDiff.Kind.UPDATE);
  });

  it("replaces a config whose document changed, the new one first", async () => {
    const { config } = await makeGateway();
    const news = { ...config.inputs, openapiDocuments: [document('{"swagger":"2.0","x":1}')] };
    const diff = await client.diff(urn(API_CONFIG, "main"), config, news);
    expect(diff.getReplacesList()).toEqual(["openapiDocuments"]);
    expect(diff.getDeletebeforereplace()).toBe(false);
    const [[path, detail] = []] = diff.getDetaileddiffMap().toArray();
    expect(path).toBe("openapiDocuments[0].document.contents");
    expect(diff.getDetaileddiffMap().get(String(path))?.getKind()).toBe(protocol.PropertyDiff.Kind.UPDATE_REPLACE);
    expect(detail).toBeDefined();
  });

  it("deletes first what has a fixed name that could have been automatic", async () => {
    const replaced = async (name: string) => {
      const inputs = { name, location: REGION, project: PROJECT };
      const ring = { id: "r", inputs, outputs: inputs };
      return (
        await client.diff(urn(KEY_RING, "ring"), ring, { ...inputs, location: "us-east1" })
      ).getDeletebeforereplace();
    };
    expect(await replaced("given")).toBe(true);
    expect(await replaced("ring-0123abc")).toBe(false);
  });

  it("sees labels that only the provider changed", async () => {
    await enable("apigateway");
    const made = await client.make(urn(API, "main"), { apiId: "orders" });
    await client.configure({ ...provider, defaultLabels: JSON.stringify({ team: "gates" }) });
    const diff = await client.diff(urn(API, "main"), made, made.inputs);
    expect(diff.getDiffsList()).toEqual(["pulumiLabels"]);
    expect(diff.getReplacesList()).toEqual([]);
  });

  it("is empty where nothing changed", async () => {
    const { config } = await makeGateway();
    const diff = await client.diff(urn(API_CONFIG, "main"), config, config.inputs);
    expect(diff.getChanges()).toBe(protocol.DiffResponse.DiffChanges.DIFF_NONE);
  });
});

describe("create", () => {
  it("previews without making anything: what only Google knows is unknown", async () => {
    const planned = await client.create(urn(API, "main"), { apiId: "orders", project: PROJECT }, true);
    expect(planned.id).toBe("");
    expect(planned.outputs).toMatchObject({ apiId: "orders", managedService: { [UNKNOWN]: true } });
    await expect(readFile(stateFile())).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("answers key strings as secrets", async () => {
    await enable("apikeys");
    const { outputs } = await client.make(urn(API_KEY, "acme"), {});
    expect(outputs.keyString).toEqual({ [SECRET]: expect.stringMatching(/^AIza/) });
  });

  it("keeps what came in as a secret secret", async () => {
    await enable("apigateway");
    const { outputs } = await client.make(urn(API, "main"), { apiId: "orders", displayName: { [SECRET]: "hush" } });
    expect(outputs.displayName).toEqual({ [SECRET]: "hush" });
  });

  it("is remembered by the next process", async () => {
    await enable("apigateway");
    const { id } = await client.make(urn(API, "main"), { apiId: "orders" });
    const other = await start();
    expect((await other.read(urn(API, "main"), id)).getId()).toBe(id);
    await other.stop();
  });

  it("two processes do not lose each other's objects", async () => {
    await enable("apikeys");
    const other = await start();
    const names = Array.from({ length: 10 }, (_, index) => `key-${index}`);
    await Promise.all(names.map((name, index) => (index % 2 === 0 ? client : other).make(urn(API_KEY, name), {})));
    await other.stop();
    const keys = Object.values((await cloud()).objects).filter(({ type }) => type === API_KEY);
    expect(keys.map(({ name }) => name).sort()).toEqual(names);
  });

  it("stands beside the object whose place it takes until that is deleted", async () => {
    const { config } = await makeGateway();
    const next = await client.make(urn(API_CONFIG, "main"), configInputs('{"swagger":"2.0","x":1}'));
    expect(next.id).not.toBe(config.id);
    expect((await client.read(urn(API_CONFIG, "main"), config.id)).getId()).toBe(config.id);
    expect((await client.read(urn(API_CONFIG, "main"), next.id)).getId()).toBe(next.id);
  });
});

describe("Google refuses", () => {
  it("to make anything with an API that is not enabled", async () => {
    await expect(client.make(urn(API, "main"), { apiId: "orders" })).rejects.toThrow(/403 SERVICE_DISABLED/);
  });

  it("to make anything with an API that was only just enabled", async () => {
    await client.stop();
    client = await start({ lag: 1 });
    await enable("apigateway");
    await expect(client.make(urn(API, "main"), { apiId: "orders" })).rejects.toThrow(/403 SERVICE_DISABLED/);
  });

  it("a second config while one of the same API is being made", async () => {
    await enable("apigateway");
    await client.make(urn(API, "main"), { apiId: "orders" });
    await client.stop();
    client = await start({ latency: 0.002 });
    const results = await Promise.allSettled([
      client.make(urn(API_CONFIG, "a"), configInputs()),
      client.make(urn(API_CONFIG, "b"), configInputs()),
    ]);
    expect(results.map(({ status: outcome }) => outcome).sort()).toEqual(["fulfilled", "rejected"]);
    expect(String(results.find((result) => result.status === "rejected")?.reason)).toMatch(
      /already making another config/,
    );
  });

  it("to delete a config that a gateway uses", async () => {
    const { config } = await makeGateway();
    await expect(client.delete(urn(API_CONFIG, "main"), config.id)).rejects.toThrow(/still uses it/);
    expect((await client.read(urn(API_CONFIG, "main"), config.id)).getId()).toBe(config.id);
  });

  it("the name of a key that was deleted less than 30 days ago", async () => {
    await enable("apikeys");
    const { id } = await client.make(urn(API_KEY, "acme"), { name: "acme" });
    await client.delete(urn(API_KEY, "acme"), id);
    await expect(client.make(urn(API_KEY, "acme"), { name: "acme" })).rejects.toThrow(/keeps its name/);
  });

  it("to delete a key ring: it stays, and so does its name", async () => {
    await enable("cloudkms");
    const { id } = await client.make(urn(KEY_RING, "ring"), { name: "ring", location: REGION });
    await client.delete(urn(KEY_RING, "ring"), id);
    expect((await cloud()).left.map((object) => object.id)).toEqual([id]);
    await expect(client.make(urn(KEY_RING, "ring"), { name: "ring", location: REGION })).rejects.toThrow(/409/);
  });

  it("a resource name where the api's id belongs, with a page", async () => {
    await makeGateway();
    const api = `projects/${PROJECT}/locations/global/apis/orders`;
    await expect(client.make(urn(API_CONFIG, "b"), { ...configInputs(), api })).rejects.toThrow(/HTML page, 404/);
  });

  it("an id that is too long", async () => {
    await makeGateway();
    const gatewayId = "o".repeat(50);
    const made = client.make(urn(GATEWAY, "long"), { gatewayId, apiConfig: "x" });
    await expect(made).rejects.toThrow(/at most 49/);
  });

  it("more than 100 configs of an API", async () => {
    await enable("apigateway");
    await client.make(urn(API, "main"), { apiId: "orders" });
    for (let count = 0; count < 100; count += 1) await client.make(urn(API_CONFIG, `c${count}`), configInputs());
    await expect(client.make(urn(API_CONFIG, "c100"), configInputs())).rejects.toThrow(/100 configs of an API/);
  });

  it("to delete a service that is protected against it", async () => {
    await enable("run");
    const { id } = await client.make(urn(RUN_SERVICE, "orders"), { name: "orders", location: REGION, template: {} });
    await expect(client.delete(urn(RUN_SERVICE, "orders"), id)).rejects.toThrow(/deletionProtection is on/);
  });
});

describe("update and delete", () => {
  it("keeps the host name when a gateway moves to another config", async () => {
    const { gateway } = await makeGateway();
    const next = await client.make(urn(API_CONFIG, "main"), configInputs('{"swagger":"2.0","x":1}'));
    const moved = await client.update(urn(GATEWAY, "main"), gateway.id, { ...gateway.inputs, apiConfig: next.id });
    expect(moved.defaultHostname).toBe(gateway.outputs.defaultHostname);
    expect(moved.apiConfig).toBe(next.id);
  });

  it("finds an object that the program calls by another name now", async () => {
    await enable("apikeys");
    const { id, inputs, outputs } = await client.make(urn(API_KEY, "acme"), {});
    const renamed = await client.update(urn(API_KEY, "wile"), id, { ...inputs, displayName: "Wile" });
    expect(renamed.keyString).toEqual(outputs.keyString);
    expect(Object.keys((await cloud()).objects)).not.toContain(urn(API_KEY, "acme"));
  });

  it("previews an update with what is known already", async () => {
    const { gateway } = await makeGateway();
    const news = { ...gateway.inputs, apiConfig: { [UNKNOWN]: true } } as const;
    const planned = await client.update(urn(GATEWAY, "main"), gateway.id, news, gateway.outputs, true);
    expect(planned).toMatchObject({ defaultHostname: gateway.outputs.defaultHostname, apiConfig: { [UNKNOWN]: true } });
  });

  it("cannot change what is gone", async () => {
    await enable("apigateway");
    await expect(client.update(urn(API, "main"), "projects/x", { apiId: "orders" })).rejects.toThrow(/does not exist/);
  });

  it("deletes what is gone without complaint", async () => {
    await expect(client.delete(urn(API, "main"), "projects/x")).resolves.toBeUndefined();
  });
});

describe("read", () => {
  it("answers nothing for what is gone", async () => {
    expect((await client.read(urn(API, "main"), "projects/x")).getId()).toBe("");
  });

  it("tells inputs that were changed behind our back, in outputs too", async () => {
    const { gateway } = await makeGateway();
    const text = await readFile(stateFile(), "utf8");
    await writeFile(
      stateFile(),
      text.replaceAll('"gatewayId":"orders"', '"gatewayId":"orders","displayName":"Mallory"'),
    );
    const seen = await client.read(urn(GATEWAY, "main"), gateway.id);
    expect(unmarshal(seen.getInputs(), "")).toMatchObject({ displayName: "Mallory" });
    expect(unmarshal(seen.getProperties(), "")).toMatchObject({ displayName: "Mallory" });
  });
});

describe("invoke", () => {
  const token = "gcp:kms/getKMSCryptoKeyVersion:getKMSCryptoKeyVersion";
  const key = `projects/${PROJECT}/locations/${REGION}/keyRings/ring/cryptoKeys/key`;

  it("reads a public key, and knows nothing of one that is still to be made", async () => {
    expect(await client.invoke(token, { cryptoKey: key, version: 1 }, true)).toMatchObject({
      publicKeys: { [UNKNOWN]: true },
    });
    await enable("cloudkms");
    const ring = await client.make(urn(KEY_RING, "ring"), { name: "ring", location: REGION });
    await client.make(urn("gcp:kms/cryptoKey:CryptoKey", "key"), {
      name: "key",
      keyRing: ring.id,
      purpose: "ASYMMETRIC_SIGN",
      versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" },
    });
    await client.make(urn("gcp:kms/cryptoKeyVersion:CryptoKeyVersion", "one"), { cryptoKey: key });
    expect(await client.invoke(token, { cryptoKey: key, version: 1 })).toMatchObject({
      publicKeys: [{ algorithm: "EC_SIGN_P256_SHA256", pem: expect.stringContaining("PUBLIC KEY") }],
    });
  });

  it("refuses a function it does not know", async () => {
    await expect(client.invoke("gcp:dns/getKeys:getKeys", {})).rejects.toThrow(/does not know the provider function/);
  });
});

describe("a fault that was asked for", () => {
  it("before: nothing is made, and the next attempt succeeds", async () => {
    await enable("apigateway");
    await fail({ operation: "create", when: "before", type: API, message: "500 not today" });
    await expect(client.make(urn(API, "main"), { apiId: "orders" })).rejects.toThrow(/500 not today/);
    await expect(client.make(urn(API, "main"), { apiId: "orders" })).resolves.toMatchObject({
      outputs: { apiId: "orders" },
    });
  });

  it("after: the object is there, and its fixed name is taken", async () => {
    await enable("apigateway");
    await fail({ operation: "create", when: "after", name: "main" });
    await expect(client.make(urn(API, "main"), { apiId: "orders" })).rejects.toThrow(/Internal error/);
    await expect(client.make(urn(API, "main"), { apiId: "orders" })).rejects.toThrow(/409/);
  });

  it("after, on a Cloud Run service: the engine is told what is there", async () => {
    await enable("run");
    await fail({ operation: "create", when: "after", type: RUN_SERVICE, message: "Revision is not ready" });
    const failed = client.make(urn(RUN_SERVICE, "orders"), { name: "orders", location: REGION, template: {} });
    const error = await failed.then(
      () => undefined,
      (reason: { metadata: { get(name: string): Buffer[] } }) => reason,
    );
    const [details] = error?.metadata.get("grpc-status-details-bin") ?? [];
    expect(details?.toString("latin1")).toContain("pulumirpc.ErrorResourceInitFailed");
    expect(details?.toString("latin1")).toContain(`projects/${PROJECT}/locations/${REGION}/services/orders`);
  });

  it("as often as it says, to whom it says, across processes", async () => {
    await enable("apigateway", "apikeys");
    await fail({ operation: "create", when: "before", type: API_KEY, times: 2 });
    await client.make(urn(API, "main"), { apiId: "orders" });
    await expect(client.make(urn(API_KEY, "a"), {})).rejects.toThrow();
    await client.stop();
    client = await start();
    await expect(client.make(urn(API_KEY, "a"), {})).rejects.toThrow();
    await expect(client.make(urn(API_KEY, "a"), {})).resolves.toBeDefined();
  });

  it("on an account: taken over where the program says so", async () => {
    await enable("iam");
    const inputs = { accountId: "orders-gateway", createIgnoreAlreadyExists: true };
    await fail({ operation: "create", when: "after", type: ACCOUNT });
    await expect(client.make(urn(ACCOUNT, "a"), inputs)).rejects.toThrow();
    await expect(client.make(urn(ACCOUNT, "a"), inputs)).resolves.toBeDefined();
    expect(Object.values((await cloud()).objects).filter(({ type }) => type === ACCOUNT)).toHaveLength(1);
  });
});
