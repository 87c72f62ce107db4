import { API, API_CONFIG, GATEWAY } from "./cloud/apigateway.ts";
import { type CloudObject, type CloudState, everything } from "./cloud/state.ts";
import { documentOf } from "./gateway-documents.ts";

/** One gateway as it is deployed: everything a listener needs, read from what the cloud holds and nowhere else. */
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

/** What is served. */
export interface Deployment {
  readonly doors: readonly DeployedDoor[];
  /** Stack outputs in clear. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Reads which gateways the cloud holds, each with the config it points to at this moment. */
export function deployedDoors(state: CloudState): DeployedDoor[] {
  const all = everything(state);
  return all
    .filter(({ type }) => type === GATEWAY)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((gateway): DeployedDoor => {
      const isConfig = ({ type, id }: CloudObject) => type === API_CONFIG && id === gateway.outputs.apiConfig;
      const config = need(all, isConfig, "config", gateway);
      const { api: apiId, gatewayConfig } = config.outputs as unknown as ConfigOutputs;
      const isApi = ({ type, outputs }: CloudObject) => type === API && outputs.apiId === apiId;
      return {
        // As the component of a door calls its gateway.
        name: gateway.name.replace(/-gateway$/, ""),
        hostname: String(gateway.outputs.defaultHostname),
        configId: config.id,
        document: documentOf(config),
        managedService: String(need(all, isApi, "Api", config).outputs.managedService),
        serviceAccountEmail: gatewayConfig.backendConfig.googleServiceAccount,
      };
    });
}

interface ConfigOutputs {
  readonly api: string;
  readonly gatewayConfig: { readonly backendConfig: { readonly googleServiceAccount: string } };
}

function need(
  objects: readonly CloudObject[],
  wanted: (object: CloudObject) => boolean,
  what: string,
  of: CloudObject,
): CloudObject {
  const found = objects.find(wanted);
  if (!found) throw new Error(`the cloud holds no ${what} for ${of.id}`);
  return found;
}
