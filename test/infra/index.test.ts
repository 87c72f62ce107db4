import { beforeAll, describe, expect, test } from "vitest";
import { DescriptionError } from "../../infra/description-error.ts";
import { SettingsError } from "../../infra/settings/settings-error.ts";
import type { CloudState } from "../../local/cloud/state.ts";
import type { Graph } from "../../local/engine/graph.ts";
import { evaluateProgram, inputsOf, named, ofType, outputsOf, soundConfig } from "./evaluate-program.ts";

const consumers = soundConfig["latchkey:consumers"];
const token = (kid: string, state: string, more = {}) => ({ kid, signingKey: "one", state, ...more });
const second = token("d1FhC7uJw2OaN9xGQe6YiM", "standby");

let graph: Graph;
let state: CloudState;
beforeAll(async () => {
  ({ graph, state } = await evaluateProgram());
});

/** URNs of resources that another deployment creates, gives another id, changes or drops. */
async function changes(config: Record<string, unknown>) {
  const next = (await evaluateProgram({ config, state })).graph;
  const before = new Map(
    graph.resources.filter((resource) => resource.custom).map((resource) => [resource.urn, resource]),
  );
  const after = new Map(
    next.resources.filter((resource) => resource.custom).map((resource) => [resource.urn, resource]),
  );
  const name = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);
  const kept = [...after].filter(([urn]) => before.has(urn));
  return {
    graph: next,
    created: [...after.keys()].filter((urn) => !before.has(urn)).map(name),
    gone: [...before.keys()].filter((urn) => !after.has(urn)).map(name),
    replaced: kept.filter(([urn, resource]) => before.get(urn)?.id !== resource.id).map(([urn]) => name(urn)),
    updated: kept
      .filter(
        ([urn, { id, inputs }]) =>
          before.get(urn)?.id === id && JSON.stringify(before.get(urn)?.inputs) !== JSON.stringify(inputs),
      )
      .map(([urn]) => name(urn)),
  };
}

function keySet(of: Graph): string {
  return String(inputsOf(named(of, "issuer-key-set-jwks")).content);
}

describe("what a stack exports", () => {
  test("the main door's URL, and where keys and tokens are taken", () => {
    const outputs = outputsOf(graph);
    expect(outputs.gatewayUrl).toMatch(/^https:\/\/latchkey-dev-[0-9a-z]+\.ew\.gateway\.dev$/);
    expect(outputs.keyUrl).toBe(outputs.gatewayUrl);
    expect(outputs.tokenUrl).toBe(outputs.doors.second.url);
    expect(outputs.serviceUrl).toBe("https://latchkey-dev-123456789012.europe-west1.run.app");
  });

  test("the other way round when the main door demands the token", async () => {
    const outputs = outputsOf((await evaluateProgram({ config: { "latchkey:mainDoor": "token" } })).graph);
    expect(outputs.tokenUrl).toBe(outputs.gatewayUrl);
    expect(outputs.keyUrl).toBe(outputs.doors.second.url);
  });

  test("each consumer with the URL for what it holds and no secret", () => {
    const { consumers: told, keyUrl, tokenUrl } = outputsOf(graph);
    expect(told.acme).toMatchObject({ url: { key: keyUrl }, keys: [{ id: "k1" }], tokens: [] });
    expect(told.globex).toMatchObject({
      url: { token: tokenUrl },
      tokens: [{ kid: "Vq3mXb8sTtyR0kWnPzE5LA", state: "active" }],
    });
    expect(JSON.stringify(told)).not.toMatch(/AIza/);
  });
});

describe("what a change touches", () => {
  test("a consumer with tokens only changes one bucket object", async () => {
    const hooli = { tokens: [token("9fKx0PqLm3ZtVbNc7RyDwA", "active")] };
    expect(await changes({ "latchkey:consumers": { ...consumers, hooli } })).toMatchObject({
      created: [],
      gone: [],
      replaced: [],
      updated: ["issuer-key-set-jwks"],
    });
  });

  test("a key generation is one new API key", async () => {
    const acme = { keys: [{ id: "k1" }, { id: "k2", allowedIps: ["203.0.113.0/24"] }] };
    const { graph: next, ...changed } = await changes({ "latchkey:consumers": { ...consumers, acme } });
    expect(changed).toEqual({ created: ["key-acme-k2"], gone: [], replaced: [], updated: [] });
    expect(inputsOf(named(next, "key-acme-k2")).restrictions).toMatchObject({
      serverKeyRestrictions: { allowedIps: ["203.0.113.0/24"] },
    });
    expect(Object.keys(outputsOf(next).apiKeys.acme)).toEqual(["k1", "k2"]);
  });

  test("a renamed consumer keeps its key string", async () => {
    const { acme, ...others } = consumers;
    const { graph: next } = await changes({
      "latchkey:consumers": { ...others, "acme-corp": { ...acme, formerly: ["acme"] } },
    });
    expect(outputsOf(next).apiKeys["acme-corp"].k1).toBe(outputsOf(graph).apiKeys.acme.k1);
  });

  test("a revoked kid leaves the key set and makes a new configuration, at the same URL", async () => {
    const globex = { tokens: [token("Vq3mXb8sTtyR0kWnPzE5LA", "revoked"), { ...second, state: "active" }] };
    const { graph: next, ...changed } = await changes({ "latchkey:consumers": { ...consumers, globex } });
    expect(changed.replaced.toSorted()).toEqual(["main-config", "second-config"]);
    expect(changed.updated.toSorted()).toEqual(["issuer-key-set-jwks", "main-gateway", "second-gateway"]);
    expect(keySet(graph)).toContain("Vq3mXb8sTtyR0kWnPzE5LA");
    expect(keySet(next)).not.toContain("Vq3mXb8sTtyR0kWnPzE5LA");
    expect(outputsOf(next).gatewayUrl).toBe(outputsOf(graph).gatewayUrl);
  });

  test("the last kid of a signing key revoked: the version is disabled and not looked up any more", async () => {
    const globex = { tokens: [token("Vq3mXb8sTtyR0kWnPzE5LA", "revoked")] };
    const { graph: next } = await changes({ "latchkey:consumers": { ...consumers, globex } });
    expect(inputsOf(named(next, "issuer-signing-one")).state).toBe("DISABLED");
    expect(JSON.parse(keySet(next)).keys).toHaveLength(1);
  });

  test("a new signing key touches nothing else until a kid is bound to it", async () => {
    const { graph: _, ...changed } = await changes({ "latchkey:signingKeys": ["one", "two"] });
    expect(changed).toEqual({ created: ["issuer-signing-two"], gone: [], replaced: [], updated: [] });
  });

  test("retiring the second door lifts its protection, and only then may it go", async () => {
    const retiring = await evaluateProgram({ config: { "latchkey:retiringDoors": ["second"] }, state });
    expect(named(retiring.graph, "second-gateway").protect).toBe(false);
    expect(named(retiring.graph, "main-gateway").protect).toBe(true);
    const oneDoor = { "latchkey:doors": ["main"], "latchkey:description": "openapi/examples/crud.yaml" };
    const gone = await evaluateProgram({ config: oneDoor, state: retiring.state });
    expect(ofType(gone.graph, "gcp:apigateway/gateway:Gateway")).toHaveLength(1);
    expect(outputsOf(gone.graph).gatewayUrl).toBe(outputsOf(graph).gatewayUrl);
    await expect(evaluateProgram({ config: oneDoor, state })).rejects.toThrow(/protect/);
  });
});

describe("the key set", () => {
  test("is public, never cached, and names no consumer", () => {
    for (const object of ofType(graph, "gcp:storage/bucketObject:BucketObject")) {
      expect(inputsOf(object)).toMatchObject({ cacheControl: "no-store", contentType: "application/json" });
      expect(object.retainOnDelete).toBe(true);
      expect(String(inputsOf(object).content)).not.toMatch(/acme|globex/);
    }
  });

  test("stands live before any config names it", () => {
    for (const config of ofType(graph, "gcp:apigateway/apiConfig:ApiConfig")) {
      expect(config.dependencies).toContain(named(graph, "issuer-key-set-jwks").urn);
    }
  });

  test("carries alg and a sentinel in every case", () => {
    const { keys } = JSON.parse(keySet(graph)) as { keys: { kid: string; alg: string; use: string }[] };
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(key).toMatchObject({ use: "sig", alg: expect.stringMatching(/^(RS|ES)256$/) });
  });

  test("hosted by the team: no bucket, and the same keys to host", async () => {
    const issuer = { host: "url", issuer: "https://id.acme.example", jwksUri: "https://id.acme.example/jwks.json" };
    const { graph: hosted } = await evaluateProgram({ config: { "latchkey:issuer": issuer } });
    expect(ofType(hosted, "gcp:storage/bucket:Bucket")).toEqual([]);
    expect(outputsOf(hosted).keySet).toContain("Vq3mXb8sTtyR0kWnPzE5LA");
    expect(outputsOf(hosted).issuer.jwksUri).toBe("https://id.acme.example/jwks.json");
  });
});

describe("the private service", () => {
  test("has an account of its own, canonical values and no way in but IAM", () => {
    expect(inputsOf(named(graph, "service", "gcp:cloudrunv2/service:Service"))).toMatchObject({
      ingress: "INGRESS_TRAFFIC_ALL",
      invokerIamDisabled: false,
      template: { serviceAccount: "latchkey-dev-service@acme-dev.iam.gserviceaccount.com", timeout: "300s" },
    });
    const members = ofType(graph, "gcp:cloudrunv2/serviceIamMember:ServiceIamMember").map(inputsOf);
    expect(members).toEqual([
      expect.objectContaining({
        role: "roles/run.invoker",
        member: "serviceAccount:latchkey-dev-gateway@acme-dev.iam.gserviceaccount.com",
      }),
    ]);
  });

  test("reads its secrets through grants made before it", async () => {
    const service = {
      image: "a/b:1",
      secrets: { A: { secret: "one" }, B: { secret: "one", version: "2" }, C: { secret: "two" } },
    };
    const run = (await evaluateProgram({ config: { "latchkey:service": service } })).graph;
    const grants = ofType(run, "gcp:secretmanager/secretIamMember:SecretIamMember");
    expect(grants.map((grant) => inputsOf(grant).secretId)).toEqual(["one", "two"]);
    const { dependencies } = named(run, "service", "gcp:cloudrunv2/service:Service");
    expect(dependencies).toEqual(expect.arrayContaining(grants.map((grant) => grant.urn)));
  });

  test("of somebody else is only granted to", async () => {
    const run = (await evaluateProgram({ config: { "latchkey:service": { existing: "orders" } } })).graph;
    expect(ofType(run, "gcp:cloudrunv2/service:Service")).toEqual([]);
    expect(inputsOf(named(run, "gateway-account-invoker"))).toMatchObject({
      name: "orders",
      role: "roles/run.invoker",
    });
    expect(outputsOf(run).serviceUrl).toBe("https://orders-123456789012.europe-west1.run.app");
  });

  test("that reports another URL stops the deployment", async () => {
    await expect(evaluateProgram({ cloud: { projectNumber: "999999999999" } })).rejects.toMatchObject({
      code: "wrong_service_url",
      message: expect.stringContaining("latchkey-dev-123456789012"),
    });
  });
});

describe("what cannot work is refused before anything is made", () => {
  test.each([
    ["an OR at one door", { "latchkey:doors": ["main"] }, DescriptionError, /needs_second_door/],
    [
      "no signing key for own tokens",
      { "latchkey:signingKeys": [], "latchkey:consumers": { acme: consumers.acme } },
      SettingsError,
      /signingKeys/,
    ],
    [
      "API keys that no operation demands",
      { "latchkey:description": "openapi/examples/external-issuer.yaml" },
      SettingsError,
      /latchkey:consumers.acme.keys.*demands an API key/,
    ],
    ["a description that is not there", { "latchkey:description": "openapi/nope.yaml" }, Error, /no such file/],
    ["a description outside the project", { "latchkey:description": "../../../etc/hostname" }, Error, /outside/],
  ])("%s", async (_, config, kind, text) => {
    const refused = evaluateProgram({ config });
    await expect(refused).rejects.toThrow(kind);
    await expect(refused).rejects.toThrow(text);
  });
});

test("the request logs of both gateways have a bucket of their own and are kept out of _Default", () => {
  const sink = inputsOf(named(graph, "request-logs-sink"));
  const exclusion = inputsOf(named(graph, "request-logs-exclusion"));
  expect(sink.filter).toBe(exclusion.filter);
  expect(sink.filter).toContain('gateway_id=("latchkey-dev" OR "latchkey-dev-second")');
  for (const gateway of ["main-config", "second-config"]) {
    expect(named(graph, gateway).dependencies).toContain(named(graph, "request-logs-exclusion").urn);
  }
});
