import { beforeAll, describe, expect, test } from "vitest";
import type { CloudState } from "../../local/cloud/state.ts";
import { deployedDoors } from "../../local/deployment.ts";
import type { Graph } from "../../local/engine/graph.ts";
import { documentOf, gatewayDocuments } from "../../local/gateway-documents.ts";
import { loopbackOutputs } from "../../local/loopback-outputs.ts";
import { evaluateProgram, ofType, outputsOf } from "../infra/evaluate-program.ts";

let graph: Graph;
let state: CloudState;
beforeAll(async () => {
  ({ graph, state } = await evaluateProgram());
});

describe("what is served", () => {
  test("are the gateways of the cloud, each with the document of the config it points to", () => {
    const doors = deployedDoors(state);
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
    const held = state.objects[old.urn];
    if (!held) throw new Error("the cloud does not hold it");
    const newer = { ...held, id: `${held.id}-newer`, inputs: {} };
    // While a config is replaced, the new one carries the URN and the old one waits for its end.
    const halfWay = { ...state, objects: { ...state.objects, [old.urn]: newer }, replaced: [held] };
    expect(deployedDoors(halfWay).find(({ configId }) => configId === old.id)?.document).toBe(documentOf(old));
  });

  test("a gateway without its config is our own mistake and no half-served door", () => {
    const kept = Object.entries(state.objects).filter(([, { type }]) => type !== "gcp:apigateway/apiConfig:ApiConfig");
    expect(() => deployedDoors({ ...state, objects: Object.fromEntries(kept) })).toThrow(/no config for projects\//);
  });
});

describe("the outputs on loopback", () => {
  const addresses = () => ({
    doors: deployedDoors(state).map(({ name, hostname }, index) => ({
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
    const outputs = outputsOf(graph);
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
    const outputs = outputsOf(graph);
    const { issuer, audience } = outputs.issuer as { readonly issuer: string; readonly audience: string };
    expect(loopbackOutputs(outputs, addresses()).issuer).toMatchObject({ issuer, audience });
    expect(issuer).toMatch(/^https:\/\/storage\.googleapis\.com\//);
  });
});
