import type { TokenState } from "../credentials/consumer.ts";
import type { RunningProcess } from "./running-process.ts";

/** A stack's outputs as JSON, secrets in clear: what `infra/outputs.ts` exports, resolved. */
export interface StackOutputs {
  readonly gatewayUrl: string;
  readonly keyUrl: string;
  readonly tokenUrl: string;
  readonly doors: Readonly<Record<string, { readonly url: string; readonly managedService: string }>>;
  readonly serviceUrl: string;
  readonly gatewayAccount: string;
  readonly issuer: { readonly issuer: string; readonly jwksUri: string; readonly audience: string };
  /** Signing key → KMS version. */
  readonly signingKeys: Readonly<Record<string, string>>;
  readonly keySet: string;
  readonly consumers: Readonly<Record<string, ConsumerOutputs>>;
  /** Consumer → generation → key string. */
  readonly apiKeys: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Only on loopback. */
  readonly loopback?: Loopback;
}

/** What one consumer holds. Never secrets. */
export interface ConsumerOutputs {
  readonly url: { readonly key?: string; readonly token?: string };
  readonly maxLifetimeSeconds: number;
  readonly keys: readonly { readonly id: string }[];
  readonly tokens: readonly {
    readonly kid: string;
    readonly signingKey: string;
    readonly state: TokenState;
    readonly until?: string;
  }[];
}

/** Where the rest of a running loopback stack answers. */
export interface Loopback extends RunningProcess {
  /** KMS's and Cloud Storage's REST calls. */
  readonly kmsEndpoint: string;
}
