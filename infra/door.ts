import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { DoorName } from "../openapi/compilation.ts";
import type { GatewayAccount } from "./gateway-account.ts";
import { apiConfigIdPrefix } from "./names.ts";
import type { ProjectServices } from "./project-services.ts";

/** Inputs of {@link Door}. */
export interface DoorArgs {
  /** Which door this is. */
  readonly door: DoorName;
  /** Id of the Api and of the Gateway, at most 49 characters, e.g. `orders-dev-second`. */
  readonly id: string;
  /** Google Cloud project id, e.g. `acme-dev`. */
  readonly project: string;
  /** Region of everything regional in it, e.g. `europe-west1`. */
  readonly region: string;
  /** The gateway document: Swagger 2.0, JSON. */
  readonly document: string;
  /** Some operation demands a Google API key or has a quota, so the managed service must be enabled. */
  readonly takesKeys: boolean;
  /** Lifts the protection, so that the next deployment may drop the door. */
  readonly retiring: boolean;
  /** Identity the gateway calls the service with. */
  readonly account: GatewayAccount;
  /** What must be live before a config may name it: the key set, the request log's own bucket. */
  readonly after: readonly pulumi.Resource[];
  /** The enabled Google APIs, waited for. */
  readonly services: ProjectServices;
}

/**
 * One Google gateway with an Api of its own: Api → ApiConfig → Gateway → the managed service.
 *
 * A changed document makes a new config, moves the gateway onto it in place and deletes the old one last. Only one config
 * can be made at a time per API, which is why doors do not share one.
 */
export class Door extends pulumi.ComponentResource {
  /** e.g. `https://orders-dev-1a2b3c4d.ew.gateway.dev`; read, never built. */
  readonly url: pulumi.Output<string>;
  readonly apiId: pulumi.Output<string>;
  readonly apiConfigId: pulumi.Output<string>;
  readonly gatewayId: pulumi.Output<string>;
  /** The service that API keys are restricted to. */
  readonly managedService: pulumi.Output<string>;
  /** Enabled managed service, on doors that take keys. */
  readonly enabled: gcp.projects.Service | undefined;

  constructor(name: string, args: DoorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:Door", name, {}, opts);
    const { project, services } = args;
    const protect = !args.retiring;
    const api = new gcp.apigateway.Api(
      `${name}-api`,
      { project, apiId: args.id, displayName: args.id },
      { parent: this, protect, dependsOn: services.enabled("apigateway", "servicemanagement", "servicecontrol") },
    );
    const config = new gcp.apigateway.ApiConfig(
      `${name}-config`,
      {
        project,
        // The id, not the resource name: that answers with a 404 page.
        api: api.apiId,
        apiConfigIdPrefix: apiConfigIdPrefix(args.door, args.document, args.account.email),
        displayName: args.id,
        openapiDocuments: [
          { document: { path: "gateway.json", contents: Buffer.from(args.document).toString("base64") } },
        ],
        gatewayConfig: { backendConfig: { googleServiceAccount: args.account.email } },
      },
      { parent: this, dependsOn: [...args.account.ready, ...args.after] },
    );
    const gateway = new gcp.apigateway.Gateway(
      `${name}-gateway`,
      { project, region: args.region, gatewayId: args.id, displayName: args.id, apiConfig: config.id },
      { parent: this, protect },
    );
    this.enabled = args.takesKeys
      ? new gcp.projects.Service(
          `${name}-managed-service`,
          { project, service: api.managedService, disableOnDestroy: true },
          // It has no service configuration before its first config.
          { parent: this, dependsOn: [config] },
        )
      : undefined;
    this.url = pulumi.interpolate`https://${gateway.defaultHostname}`;
    this.apiId = api.apiId;
    this.apiConfigId = config.apiConfigId;
    this.gatewayId = gateway.gatewayId;
    this.managedService = api.managedService;
    this.registerOutputs({ url: this.url });
  }
}
