import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { ProjectServices } from "./project-services.ts";

/** Inputs of {@link RequestLogs}. */
export interface RequestLogsArgs {
  /** Google Cloud project id, e.g. `acme-dev`. */
  readonly project: string;
  /** Location of the log bucket, e.g. `europe-west1`. */
  readonly region: string;
  /** Id of the log bucket, e.g. `orders-dev-requests`. */
  readonly bucketId: string;
  /** Gateways whose logs are meant. */
  readonly gatewayIds: readonly string[];
  /** IAM members who may read them. */
  readonly readers: readonly string[];
  /** Days they are kept. */
  readonly retentionDays: number;
  /** The enabled Google APIs, waited for. */
  readonly services: ProjectServices;
}

/**
 * A log bucket of its own for the gateways' request logs, and none of them in `_Default`.
 *
 * Google logs whatever stands in `x-api-key` in clear, so who reads the project's logs would otherwise read its keys.
 */
export class RequestLogs extends pulumi.ComponentResource {
  /** What must exist before a gateway serves its first request. */
  readonly routed: readonly pulumi.Resource[];

  constructor(name: string, args: RequestLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:RequestLogs", name, {}, opts);
    const { project } = args;
    const dependsOn = args.services.enabled("logging");
    const filter = requestLogFilter(args.gatewayIds);
    const bucket = new gcp.logging.ProjectBucketConfig(
      `${name}-bucket`,
      {
        project,
        location: args.region,
        bucketId: args.bucketId,
        retentionDays: args.retentionDays,
        description: "Request logs of the gateways. They hold API keys in clear.",
      },
      { parent: this, dependsOn },
    );
    const sink = new gcp.logging.ProjectSink(
      `${name}-sink`,
      {
        project,
        destination: pulumi.interpolate`logging.googleapis.com/${bucket.id}`,
        filter,
        uniqueWriterIdentity: true,
      },
      { parent: this, dependsOn },
    );
    const exclusion = new gcp.logging.ProjectExclusion(
      `${name}-exclusion`,
      { project, filter, description: "These go to a bucket of their own." },
      // Kept out of _Default only once they have somewhere to go.
      { parent: this, dependsOn: [sink, ...dependsOn] },
    );
    const place = { parent: `projects/${project}`, location: args.region, bucket: bucket.bucketId };
    const view = new gcp.logging.LogView(
      `${name}-view`,
      {
        ...place,
        name: args.bucketId,
        description: "Everything in the bucket.",
        filter: 'LOG_ID("apigateway.googleapis.com/requests")',
      },
      { parent: this, dependsOn },
    );
    for (const member of args.readers) {
      new gcp.logging.LogViewIamMember(
        `${name}-reader-${member}`,
        { ...place, name: view.name, role: "roles/logging.viewAccessor", member },
        { parent: view, dependsOn },
      );
    }
    this.routed = [sink, exclusion];
    this.registerOutputs({});
  }
}

/** The request logs of some gateways, in Cloud Logging's query language. @see google-facts §7 */
export function requestLogFilter(gatewayIds: readonly string[]): string {
  const ids = gatewayIds.map((id) => `"${id}"`).join(" OR ");
  return `LOG_ID("apigateway.googleapis.com/requests") AND resource.type="apigateway.googleapis.com/Gateway" AND resource.labels.gateway_id=(${ids})`;
}
