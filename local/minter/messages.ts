import type { ConsumerOutputs } from "../stack-outputs.ts";
import type { Forgery } from "./forge-token.ts";

/** A token that keeps the rules. */
export interface MintOrder {
  readonly kind: "mint";
  readonly name: string;
  readonly consumer: ConsumerOutputs;
  readonly ttlSeconds: number;
  readonly issuer: string;
  readonly audience: string;
  readonly keySet: string;
  /** Signing key → KMS version. */
  readonly signingKeys: Readonly<Record<string, string>>;
  readonly kmsEndpoint: string;
}

/** A token that breaks them. */
export interface ForgeOrder extends Forgery {
  readonly kind: "forge";
}

export type MinterRequest = (MintOrder | ForgeOrder) & { readonly id: number };

/** What comes back. Only `token` is a secret. */
export interface MinterAnswer {
  readonly id: number;
  readonly token?: string;
  readonly algorithm?: "RS256" | "ES256";
  readonly kid?: string;
  readonly expiresAtSeconds?: number;
  readonly error?: { readonly code: string; readonly message: string; readonly fix: string };
}
