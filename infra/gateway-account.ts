import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { accountEmail } from "./names.ts";
import type { PrivateService } from "./private-service.ts";
import type { ProjectServices } from "./project-services.ts";

/** Inputs of {@link GatewayAccount}. */
export interface GatewayAccountArgs {
  /** Account id, at most 30 characters, e.g. `orders-dev-gateway`. */
  readonly accountId: string;
  /** Google Cloud project id, e.g. `acme-dev`. */
  readonly project: string;
  /** The service it may call. */
  readonly service: PrivateService;
  /** The enabled Google APIs, waited for. */
  readonly services: ProjectServices;
}

/**
 * The identity the gateways call the private service with. It may call that one service and nothing else.
 *
 * Whoever deploys needs `roles/iam.serviceAccountUser` on it; that grant cannot come from the same deployment.
 */
export class GatewayAccount extends pulumi.ComponentResource {
  /** Known before the account exists, so that gateway documents and config ids are too. */
  readonly email: string;
  /** What a config must wait for before a gateway can use the account. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: GatewayAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:GatewayAccount", name, {}, opts);
    const { project, services } = args;
    this.email = accountEmail(args.accountId, project);
    const account = new gcp.serviceaccount.Account(
      name,
      { project, accountId: args.accountId, displayName: "API Gateway", createIgnoreAlreadyExists: true },
      { parent: this, dependsOn: services.enabled("iam") },
    );
    const invoker = args.service.allow(`${name}-invoker`, `serviceAccount:${this.email}`, { parent: account });
    // Google makes this agent on first use only, and then refuses the first gateway for want of it.
    const agent = new gcp.projects.ServiceIdentity(
      `${name}-agent`,
      { project, service: "apigateway.googleapis.com" },
      { parent: this, dependsOn: services.enabled("apigateway") },
    );
    const agentRole = new gcp.projects.IAMMember(
      `${name}-agent-role`,
      { project, role: "roles/apigateway.serviceAgent", member: agent.member },
      // Other gateways of the project need the same grant.
      { parent: agent, retainOnDelete: true },
    );
    this.ready = [account, invoker, agentRole];
    this.registerOutputs({ email: this.email });
  }
}
