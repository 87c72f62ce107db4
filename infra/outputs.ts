import type * as pulumi from "@pulumi/pulumi";
import type { TokenGeneration } from "../credentials/consumer.ts";

/** What every stack exports. Names are contract: consumers' pipelines read them. */
export interface StackOutputs {
  /** The main door's URL: handed out, never changes. */
  readonly gatewayUrl: pulumi.Output<string>;
  /** The door where key OR token operations take a key. */
  readonly keyUrl: pulumi.Output<string>;
  /** The door where key OR token operations take a token of the own issuer. */
  readonly tokenUrl: pulumi.Output<string>;
  /** Door, `main` or `second`, → where it is. */
  readonly doors: Readonly<Record<string, DoorOutputs>>;
  /** The private service itself, which answers 403 to everybody but the gateways. */
  readonly serviceUrl: pulumi.Output<string>;
  /** E-mail of the service account the gateways call the service with. */
  readonly gatewayAccount: string;
  /** The own issuer's contract strings and where its key set is. */
  readonly issuer: { readonly issuer: string; readonly jwksUri: string; readonly audience: string };
  /** KMS version of each signing key, for whoever signs. */
  readonly signingKeys: Readonly<Record<string, pulumi.Output<string>>>;
  /** Text of the own issuer's key set; empty when the stack issues no tokens. */
  readonly keySet: pulumi.Output<string>;
  /** Never secrets. */
  readonly consumers: Readonly<Record<string, ConsumerOutputs>>;
  /** Secret: consumer → generation → key string. */
  readonly apiKeys: pulumi.Output<Record<string, Record<string, string>>>;
}

/** One door: where it answers, and its resources at Google. */
export interface DoorOutputs {
  readonly url: pulumi.Output<string>;
  readonly apiId: pulumi.Output<string>;
  readonly apiConfigId: pulumi.Output<string>;
  readonly gatewayId: pulumi.Output<string>;
  /** The service that API keys are restricted to, e.g. `orders-dev-1a2b3c.apigateway.acme-dev.cloud.goog`. */
  readonly managedService: pulumi.Output<string>;
}

/** What one consumer holds. */
export interface ConsumerOutputs {
  /** The URL for each kind of credential it holds. */
  readonly url: { readonly key?: pulumi.Output<string>; readonly token?: pulumi.Output<string> };
  /** Longest life of a token. */
  readonly maxLifetimeSeconds: number;
  readonly keys: readonly { readonly id: string }[];
  readonly tokens: readonly Pick<TokenGeneration, "kid" | "signingKey" | "state" | "until">[];
}
