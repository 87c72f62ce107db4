import { beforeAll, describe, expect, test } from "vitest";
import { checkGraph } from "../../infra/policy/check-graph.ts";
import type { CloudState } from "../../local/cloud/state.ts";
import { type Graph, type GraphResource, SECRET, UNKNOWN } from "../../local/engine/graph.ts";
import { gatewayDocuments } from "../../local/gateway-documents.ts";
import { evaluateProgram, inputsOf, ofType } from "./evaluate-program.ts";
import { analyze } from "./policy/analyze.ts";
import { exampleStacks } from "./policy/example-stacks.ts";

describe.each(Object.entries(exampleStacks))("%s", (_, config) => {
  let preview: Graph;
  let update: Graph;
  let state: CloudState;
  beforeAll(async () => {
    preview = (await evaluateProgram({ config, preview: true })).graph;
    ({ graph: update, state } = await evaluateProgram({ config }));
  });

  test("a preview names the same resources as the update", () => {
    const rows = (graph: Graph) =>
      graph.resources.map(({ urn, type, parent }) => `${urn} ${type} ${parent}`).toSorted();
    expect(rows(preview)).toEqual(rows(update));
  });

  test("every resource but the stack has a parent", () => {
    const orphans = update.resources.filter((resource) => !resource.parent).map((resource) => resource.type);
    expect(orphans).toEqual(["pulumi:pulumi:Stack"]);
  });

  test("the gateway documents are known in the first preview, to the byte", () => {
    const documents = gatewayDocuments(preview);
    expect(Object.keys(documents).length).toBeGreaterThan(0);
    expect(documents).toEqual(gatewayDocuments(update));
    expect(
      JSON.stringify(
        ofType(preview, "gcp:apigateway/apiConfig:ApiConfig").map((config) => config.inputs.openapiDocuments),
      ),
    ).not.toContain(UNKNOWN);
  });

  test("allUsers stands nowhere but on the key set", () => {
    const open = update.resources.filter((resource) =>
      /allUsers|allAuthenticatedUsers/.test(JSON.stringify(resource.inputs)),
    );
    expect(
      open.map((resource) => resource.type).filter((type) => type !== "gcp:storage/bucketIAMMember:BucketIAMMember"),
    ).toEqual([]);
    for (const resource of open)
      expect(inputsOf(resource)).toMatchObject({ role: "roles/storage.legacyObjectReader", member: "allUsers" });
  });

  test("no key string leaves its envelope", () => {
    const keys = ofType(update, "gcp:projects/apiKey:ApiKey").map((key) => JSON.stringify(key.outputs.keyString));
    const strings = keys.map((text) => JSON.parse(text)[SECRET] as string);
    for (const text of strings) expect(text).toMatch(/^AIza/);
    const plain = JSON.stringify([update.outputs, update.resources], (_key, value) =>
      value && typeof value === "object" && SECRET in value ? "[secret]" : value,
    );
    for (const text of strings) expect(plain).not.toContain(text);
  });

  test("every API key is restricted to this stack's managed services", () => {
    for (const key of ofType(update, "gcp:projects/apiKey:ApiKey")) {
      const { restrictions } = inputsOf(key) as { restrictions: { apiTargets: { service: string }[] } };
      expect(restrictions.apiTargets.length).toBeGreaterThan(0);
      for (const target of restrictions.apiTargets)
        expect(target.service).toMatch(/\.apigateway\.acme-dev\.cloud\.goog$/);
    }
  });

  test("every resource stands downstream of the Google API it belongs to", () => {
    for (const resource of update.resources) {
      const api = apiOf(resource);
      if (api === undefined) continue;
      const upstream = ancestry(update, resource);
      const services = upstream
        .filter(({ type }) => type === "gcp:projects/service:Service")
        .map((found) => inputsOf(found).service);
      expect(services, resource.urn).toContain(api);
    }
  });

  test("configs have a prefix and never a fixed id, and nothing is deleted before its replacement exists", () => {
    for (const apiConfig of ofType(update, "gcp:apigateway/apiConfig:ApiConfig")) {
      expect(inputsOf(apiConfig).apiConfigIdPrefix).toMatch(/^(main|second)-[0-9a-f]{12}-$/);
      expect(inputsOf(apiConfig).apiConfigId).toBeUndefined();
    }
    expect(update.resources.filter((resource) => resource.deleteBeforeReplace)).toEqual([]);
  });

  test("what cannot be made again is protected, and what consumers hold on to as well", () => {
    const protectedTypes = [
      "gcp:apigateway/api:Api",
      "gcp:apigateway/gateway:Gateway",
      "gcp:kms/keyRing:KeyRing",
      "gcp:kms/cryptoKey:CryptoKey",
      "gcp:kms/cryptoKeyVersion:CryptoKeyVersion",
      "gcp:storage/bucket:Bucket",
    ];
    for (const resource of update.resources)
      expect(resource.protect, resource.urn).toBe(protectedTypes.includes(resource.type));
  });

  test("no rule of the policy pack is broken, as we and as the SDK run it", async () => {
    for (const graph of [preview, update]) {
      expect(await checkGraph(graph)).toEqual([]);
      expect(await analyze(graph)).toEqual([]);
    }
  });

  test("a second deployment of the same changes nothing", async () => {
    const second = await evaluateProgram({ config, state });
    const ids = (graph: Graph) => Object.fromEntries(graph.resources.map(({ urn, id }) => [urn, id]));
    expect(ids(second.graph)).toEqual(ids(update));
    expect(second.graph.outputs).toEqual(update.outputs);
  });
});

/** The Google API a resource type is part of; Service Usage and Resource Manager are enabled by hand. */
function apiOf({ type, custom, inputs }: GraphResource): string | undefined {
  if (!custom) return undefined;
  const module = /^gcp:([a-z0-9]+)\//i.exec(type)?.[1] ?? "";
  if (type === "gcp:projects/apiKey:ApiKey") return "apikeys.googleapis.com";
  if (type === "gcp:projects/serviceIdentity:ServiceIdentity") return String(inputs.service);
  const apis: Record<string, string> = {
    apigateway: "apigateway",
    cloudrunv2: "run",
    kms: "cloudkms",
    logging: "logging",
    secretmanager: "secretmanager",
    serviceaccount: "iam",
    storage: "storage",
  };
  return apis[module] && `${apis[module]}.googleapis.com`;
}

/** Everything a resource waits for, directly or not. */
function ancestry(graph: Graph, resource: GraphResource): GraphResource[] {
  const byUrn = new Map(graph.resources.map((candidate) => [candidate.urn, candidate]));
  const seen = new Set<string>();
  const queue = [resource];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const urn of [...next.dependencies, ...Object.values(next.propertyDependencies).flat()]) {
      const found = byUrn.get(urn);
      if (!found || seen.has(urn)) continue;
      seen.add(urn);
      queue.push(found);
    }
  }
  return [...seen].flatMap((urn) => byUrn.get(urn) ?? []);
}
