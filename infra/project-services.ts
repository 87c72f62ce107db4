import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

/** Google APIs a stack may need, by what the console calls them. */
export type GoogleApi =
  | "apigateway"
  | "apikeys"
  | "cloudkms"
  | "iam"
  | "logging"
  | "run"
  | "secretmanager"
  | "servicecontrol"
  | "servicemanagement"
  | "storage";

/** Inputs of {@link ProjectServices}. */
export interface ProjectServicesArgs {
  /** Project whose APIs are enabled, e.g. `acme-dev`. */
  readonly project: string;
  /** Which of them, e.g. `["run", "iam"]`. */
  readonly apis: readonly GoogleApi[];
}

/**
 * The Google APIs of the project. They stay enabled when the stack goes: others may use them.
 *
 * `serviceusage` and `cloudresourcemanager` cannot enable themselves and are enabled by hand once per project.
 */
export class ProjectServices extends pulumi.ComponentResource {
  readonly #services = new Map<GoogleApi, gcp.projects.Service>();

  constructor(name: string, args: ProjectServicesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:ProjectServices", name, {}, opts);
    for (const api of args.apis) {
      const service = new gcp.projects.Service(
        `${name}-${api}`,
        { project: args.project, service: `${api}.googleapis.com`, disableOnDestroy: false },
        { parent: this },
      );
      this.#services.set(api, service);
    }
    this.registerOutputs({});
  }

  /**
   * The enabled APIs, for `dependsOn`.
   *
   * @throws when one is asked for that the stack does not enable: every resource stands downstream of its API.
   */
  enabled(...apis: readonly GoogleApi[]): gcp.projects.Service[] {
    return apis.map((api) => {
      const service = this.#services.get(api);
      if (!service) throw new Error(`${api}.googleapis.com is used but not among the enabled APIs`);
      return service;
    });
  }
}
