import { clear } from "./engine/clear.ts";
import type { Graph, GraphResource } from "./engine/graph.ts";

/** The gateway document of each door, as the program registered it: known before anything exists. */
export function gatewayDocuments(graph: Graph): Record<string, string> {
  return Object.fromEntries(
    graph.resources
      .filter((resource) => resource.type === "gcp:apigateway/apiConfig:ApiConfig")
      .map((config) => [doorName(config), documentOf(config)]),
  );
}

/** Name of the door that a resource belongs to: that of its component. */
function doorName(resource: GraphResource): string {
  const urn = resource.parent ?? resource.urn;
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** Text of the gateway document in an API config's inputs. */
export function documentOf(config: Pick<GraphResource, "inputs">): string {
  const inputs = clear(config.inputs) as unknown as ConfigInputs;
  return Buffer.from(inputs.openapiDocuments[0].document.contents, "base64").toString("utf8");
}

interface ConfigInputs {
  readonly openapiDocuments: readonly [{ readonly document: { readonly contents: string } }];
}
