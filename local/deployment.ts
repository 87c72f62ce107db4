import { clear } from "./engine/clear.ts";
import type { Graph, GraphResource } from "./engine/graph.ts";
import { documentOf, doorName } from "./gateway-documents.ts";

/** One gateway as it is deployed: everything a listener needs, read from the graph and nowhere else. */
export interface DeployedDoor {
  /** Name of the door, e.g. `main`. */
  readonly name: string;
  /** e.g. `orders-dev-1a2b3c4d.ew.gateway.dev`. */
  readonly hostname: string;
  readonly configId: string;
  /** The gateway document of the deployed config. */
  readonly document: string;
  readonly managedService: string;
  readonly serviceAccountEmail: string;
}

/** What of the graph is served. */
export interface Deployment {
  readonly doors: readonly DeployedDoor[];
  /** Stack outputs in clear. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What of a resource tells how a door is served. */
export type DeployedResource = Pick<GraphResource, "urn" | "type" | "id" | "parent" | "inputs" | "outputs">;

/** Reads what is to be served from a graph. */
export function readDeployment(graph: Pick<Graph, "outputs"> & { resources: readonly DeployedResource[] }): Deployment {
  const ofType = (type: string) => graph.resources.filter((resource) => resource.type === type);
  const apis = ofType("gcp:apigateway/api:Api");
  const configs = ofType("gcp:apigateway/apiConfig:ApiConfig");
  const doors = ofType("gcp:apigateway/gateway:Gateway").map((gateway): DeployedDoor => {
    const config = need(configs, (candidate) => candidate.id === outputsOf(gateway).apiConfig, "config", gateway);
    const { api: apiId, gatewayConfig } = outputsOf(config) as unknown as ConfigOutputs;
    const api = need(apis, (candidate) => outputsOf(candidate).apiId === apiId, "Api", config);
    return {
      name: doorName(gateway),
      hostname: String(outputsOf(gateway).defaultHostname),
      configId: config.id,
      document: documentOf(config),
      managedService: String(outputsOf(api).managedService),
      serviceAccountEmail: gatewayConfig.backendConfig.googleServiceAccount,
    };
  });
  return { doors, outputs: clear(graph.outputs) as Record<string, unknown> };
}

interface ConfigOutputs {
  readonly api: string;
  readonly gatewayConfig: { readonly backendConfig: { readonly googleServiceAccount: string } };
}

function outputsOf(resource: DeployedResource): Record<string, unknown> {
  return clear(resource.outputs) as Record<string, unknown>;
}

function need(
  resources: readonly DeployedResource[],
  wanted: (resource: DeployedResource) => boolean,
  what: string,
  of: DeployedResource,
): DeployedResource {
  const found = resources.find(wanted);
  if (!found) throw new Error(`the graph holds no ${what} for ${of.urn}`);
  return found;
}
