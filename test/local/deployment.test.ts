import { beforeAll, describe, expect, test } from "vitest";
import { readDeployment } from "../../local/deployment.ts";
import type { Graph } from "../../local/engine/graph.ts";
import { documentOf, gatewayDocuments } from "../../local/gateway-documents.ts";
import { loopbackOutputs } from "../../local/loopback-outputs.ts";
import { evaluateProgram, ofType } from "../infra/evaluate-program.ts";

let graph: Graph;
beforeAll(async () => {
  ({ graph } = await evaluateProgram());
});

describe("what is served", () => {
  test("are the gateways of the graph, each with the document of the config it points to", () => {
    const { doors } = readDeployment(graph);
    expect(doors.map(({ name }) => name)).toEqual(["main", "second"]);
    for (const door of doors) {
      expect(door.document).toBe(gatewayDocuments(graph)[door.name]);
      expect(JSON.parse(door.document).swagger).toBe("2.0");
      expect(door.hostname).toMatch(/\.gateway\.dev$/);
      expect(door.managedService).toMatch(/\.apigateway\.acme-dev\.cloud\.goog$/);
      expect(door.serviceAccountEmail).toBe("latchkey-dev-gateway@acme-dev.iam.gserviceaccount.com");
    }
    expect(new Set(doors.map(({ configId }) => configId)).size).toBe(2);
  });

  test("follows the gateway and not the newest config", () => {
    const [old] = ofType(graph, "gcp:apigateway/apiConfig:ApiConfig");
    if (!old) throw new Error("there is no config");
    const newer = { ...old, urn: `${old.urn}-newer`, id: `${old.id}-newer`, inputs: {} };
    const { doors } = readDeployment({ ...graph, resources: [newer, ...graph.resources] });
    expect(doors.find(({ configId }) => configId === old.id)?.document).toBe(documentOf(old));
  });

  test("a gateway without its config is our own mistake and no half-served door", () => {
    const resources = graph.resources.filter(({ type }) => type !== "gcp:apigateway/apiConfig:ApiConfig");
    expect(() => readDeployment({ ...graph, resources })).toThrow(/no config for urn:/);
  });
});

describe("the outputs on loopback", () => {
  const addresses = () => ({
    doors: readDeployment(graph).doors.map(({ name, hostname }, index) => ({
      name,
      hostname,
      url: `http://127.0.0.1:${9000 + index}`,
      listening: { port: 9000 + index },
    })),
    serviceUrl: "http://127.0.0.1:9002",
    googleUrl: "http://127.0.0.1:9003",
    server: { pid: 7, start: "12" },
  });

  test("name every door, the service and the key set where they answer here", () => {
    const { outputs } = readDeployment(graph);
    const local = loopbackOutputs(outputs, addresses());
    expect(local).toMatchObject({
      gatewayUrl: "http://127.0.0.1:9000",
      keyUrl: "http://127.0.0.1:9000",
      tokenUrl: "http://127.0.0.1:9001",
      serviceUrl: "http://127.0.0.1:9002",
      doors: { main: { url: "http://127.0.0.1:9000" }, second: { url: "http://127.0.0.1:9001" } },
      consumers: {
        acme: { url: { key: "http://127.0.0.1:9000" } },
        globex: { url: { token: "http://127.0.0.1:9001" } },
      },
      loopback: { pid: 7, start: "12", kmsEndpoint: "http://127.0.0.1:9003" },
    });
    expect(local.issuer.jwksUri).toMatch(/^http:\/\/127\.0\.0\.1:9003\/latchkey-[0-9a-f]{16}\/jwks\.json$/);
  });

  test("keep issuer and audience as they stand in tokens", () => {
    const { outputs } = readDeployment(graph);
    const { issuer, audience } = outputs.issuer as { readonly issuer: string; readonly audience: string };
    expect(loopbackOutputs(outputs, addresses()).issuer).toMatchObject({ issuer, audience });
    expect(issuer).toMatch(/^https:\/\/storage\.googleapis\.com\//);
  });
});
