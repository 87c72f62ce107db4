import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Consumer, KeyGeneration } from "../credentials/consumer.ts";
import type { Door } from "./door.ts";
import { apiKeyName } from "./names.ts";
import type { ProjectServices } from "./project-services.ts";

/** Inputs of {@link ApiKeys}. */
export interface ApiKeysArgs {
  /** Google Cloud project id, e.g. `acme-dev`. */
  readonly project: string;
  /** Everybody who holds key generations. */
  readonly consumers: readonly Consumer[];
  /** The doors that take keys; at least one. */
  readonly doors: readonly Door[];
  /** The enabled Google APIs, waited for. */
  readonly services: ProjectServices;
}

/** One Google API key per key generation, good for this stack's doors and nothing else. */
export class ApiKeys extends pulumi.ComponentResource {
  /** Secret: consumer → generation → key string. */
  readonly keyStrings: pulumi.Output<Record<string, Record<string, string>>>;

  constructor(name: string, args: ApiKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("latchkey:index:ApiKeys", name, {}, opts);
    const apiTargets = args.doors.map((door) => ({ service: door.managedService }));
    const enabled = args.doors.flatMap((door) => door.enabled ?? []);
    const dependsOn = [...enabled, ...args.services.enabled("apikeys")];
    const create = (consumer: Consumer, generation: KeyGeneration) =>
      new gcp.projects.ApiKey(
        apiKeyName(consumer.name, generation.id),
        {
          project: args.project,
          displayName: `${consumer.name} ${generation.id}`.slice(0, 63),
          restrictions: {
            apiTargets,
            ...(generation.allowedIps.length > 0 && {
              serverKeyRestrictions: { allowedIps: [...generation.allowedIps] },
            }),
          },
        },
        {
          parent: this,
          dependsOn,
          aliases: consumer.formerly.map((former) => ({ name: apiKeyName(former, generation.id) })),
        },
      );
    const keyStrings = Object.fromEntries(
      args.consumers
        .filter((consumer) => consumer.keys.length > 0)
        .map((consumer) => [
          consumer.name,
          Object.fromEntries(
            consumer.keys.map((generation) => [generation.id, create(consumer, generation).keyString]),
          ),
        ]),
    );
    this.keyStrings = pulumi.secret(pulumi.output(keyStrings));
    this.registerOutputs({});
  }
}
