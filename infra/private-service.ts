import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { accountEmail, serviceName, serviceUrl } from "./names.ts";
import type { ProjectServices } from "./project-services.ts";
import type { ServiceSettings } from "./settings/service.ts";
import { WrongServiceUrlError } from "./wrong-service-url-error.ts";

/** Inputs of {@link PrivateService}. */
export interface PrivateServiceArgs {
  /** Name of the stack, e.g. `orders-dev`; its own service and the runtime account carry it. */
  readonly stackName: string;
  /** What to deploy, or which service is already there. */
  readonly service: ServiceSettings;
  /** Google Cloud project id, e.g. `acme-dev`. */
  readonly project: string;
  /** Number of the project, part of the service's URL, e.g. `123456789012`. */
  readonly projectNumber: string;
  /** Region of everything regional in it, e.g. `europe-west1`. */
  readonly region: string;
  /** The enabled Google APIs, waited for. */
  readonly services: ProjectServices;
}

/**
 * A Cloud Run service that nobody may call until {@link PrivateService.allow} says so.
 *
 * Ingress stays open to all networks because API Gateway does not count as internal traffic; IAM is the wall.
 * @see https://cloud.google.com/run/docs/securing/ingress
 */
export class PrivateService extends pulumi.ComponentResource {
  /** Name of the Cloud Run service. */
  readonly serviceName: string;
  /** Base URL, without a trailing slash, known before the service exists. The gateway uses it as address and audience. */
  readonly address: string;
  /** {@link PrivateService.address} once the service reports it; fails the deployment when it reports another. */
  readonly url: pulumi.Output<string>;
  readonly #name: string;
  readonly #args: PrivateServiceArgs;
  readonly #resource: gcp.cloudrunv2.Service | undefined;

  constructor(name: string, args: PrivateServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:PrivateService", name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.serviceName = serviceName(args.service, args.stackName);
    this.address = serviceUrl(this.serviceName, args.projectNumber, args.region);
    this.#resource = args.service.kind === "managed" ? this.#deploy(args.service) : undefined;
    this.url = this.#resource ? this.#resource.urls.apply((urls) => this.#confirm(urls)) : pulumi.output(this.address);
    this.registerOutputs({ url: this.url });
  }

  /** Lets one identity call the service, and only this service. */
  allow(name: string, member: string, opts: pulumi.CustomResourceOptions): gcp.cloudrunv2.ServiceIamMember {
    return new gcp.cloudrunv2.ServiceIamMember(
      name,
      {
        project: this.#args.project,
        location: this.#args.region,
        name: this.#resource?.name ?? this.serviceName,
        role: "roles/run.invoker",
        member,
      },
      { ...opts, dependsOn: this.#args.services.enabled("run") },
    );
  }

  #deploy(service: Extract<ServiceSettings, { kind: "managed" }>): gcp.cloudrunv2.Service {
    const { project, region, services } = this.#args;
    const accountId = `${this.#args.stackName}-service`;
    const account = new gcp.serviceaccount.Account(
      `${this.#name}-account`,
      { project, accountId, displayName: `Runtime of ${this.serviceName}` },
      { parent: this, dependsOn: services.enabled("iam") },
    );
    const grants = [...new Set(Object.values(service.secrets).map((entry) => entry.secret))].map(
      (secretId) =>
        new gcp.secretmanager.SecretIamMember(
          `${this.#name}-reads-${secretId}`,
          {
            project,
            secretId,
            role: "roles/secretmanager.secretAccessor",
            member: `serviceAccount:${accountEmail(accountId, project)}`,
          },
          { parent: this, dependsOn: [account, ...services.enabled("secretmanager")] },
        ),
    );
    return new gcp.cloudrunv2.Service(
      this.#name,
      {
        project,
        location: region,
        name: this.serviceName,
        ingress: "INGRESS_TRAFFIC_ALL",
        invokerIamDisabled: false,
        deletionProtection: service.deletionProtection,
        template: {
          serviceAccount: account.email,
          timeout: `${service.timeoutSeconds}s`,
          maxInstanceRequestConcurrency: service.concurrency,
          scaling: { minInstanceCount: service.minInstances, maxInstanceCount: service.maxInstances },
          containers: [
            {
              image: service.image,
              ports: { containerPort: service.port },
              resources: { limits: { cpu: service.cpu, memory: service.memory } },
              envs: environment(service),
            },
          ],
        },
      },
      { parent: this, dependsOn: [...grants, ...services.enabled("run")] },
    );
  }

  #confirm(urls: readonly string[]): string {
    if (!urls.includes(this.address)) throw new WrongServiceUrlError(this.address, urls);
    return this.address;
  }
}

function environment(
  service: Extract<ServiceSettings, { kind: "managed" }>,
): gcp.types.input.cloudrunv2.ServiceTemplateContainerEnv[] {
  return [
    ...Object.entries(service.env).map(([name, value]) => ({ name, value })),
    ...Object.entries(service.secrets).map(([name, { secret, version }]) => ({
      name,
      valueSource: { secretKeyRef: { secret, version } },
    })),
  ];
}
