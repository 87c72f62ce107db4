import type * as pulumi from "@pulumi/pulumi";
import type { Consumer } from "../credentials/consumer.ts";
import type { Door } from "./door.ts";
import type { ConsumerOutputs, DoorOutputs } from "./outputs.ts";

/** What the stack says of each door. */
export function doorOutputs(doors: readonly (readonly [string, Door])[]): Record<string, DoorOutputs> {
  return Object.fromEntries(
    doors.map(([name, { url, apiId, apiConfigId, gatewayId, managedService }]) => [
      name,
      { url, apiId, apiConfigId, gatewayId, managedService },
    ]),
  );
}

/** What the stack says of each consumer: where its credentials are good, and which they are. Never a secret. */
export function consumerOutputs(
  consumers: readonly Consumer[],
  urls: { readonly keyUrl: pulumi.Output<string>; readonly tokenUrl: pulumi.Output<string> },
): Record<string, ConsumerOutputs> {
  return Object.fromEntries(
    consumers.map(({ name, maxLifetimeSeconds, keys, tokens }) => [
      name,
      {
        url: { ...(keys.length > 0 && { key: urls.keyUrl }), ...(tokens.length > 0 && { token: urls.tokenUrl }) },
        maxLifetimeSeconds,
        keys: keys.map(({ id }) => ({ id })),
        tokens: tokens.map(({ kid, signingKey, state, until }) => ({
          kid,
          signingKey,
          state,
          ...(until && { until }),
        })),
      },
    ]),
  );
}
