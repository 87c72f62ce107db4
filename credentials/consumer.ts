/** Who calls: one customer system, as the stack's configuration declares it. */
export interface Consumer {
  readonly name: string;
  /** Earlier names; renaming keeps credentials. */
  readonly formerly: readonly string[];
  /** No token of this consumer may live longer. */
  readonly maxLifetimeSeconds: number;
  readonly keys: readonly KeyGeneration[];
  readonly tokens: readonly TokenGeneration[];
}

/** One Google API key of a consumer. */
export interface KeyGeneration {
  /** Names the generation; not a secret. Unique within the consumer. */
  readonly id: string;
  /** Addresses and CIDR ranges the key works from; empty: from anywhere. */
  readonly allowedIps: readonly string[];
}

/**
 * Where a token generation is in its life.
 *
 * `standby`: published, not signing. `active`: published, signs. `retiring`: published, signs no more. `revoked`: gone from the key set.
 */
export type TokenState = (typeof tokenStates)[number];

export const tokenStates = ["standby", "active", "retiring", "revoked"] as const;

/** One life of a consumer's tokens: every token signed under one kid. */
export interface TokenGeneration {
  /** Random, because the public key set must not name customers. Unique in the stack. */
  readonly kid: string;
  /** Name of an entry of `latchkey:signingKeys`. */
  readonly signingKey: string;
  readonly state: TokenState;
  /** Only with `active` and `retiring`: day, e.g. `2027-01-31`, on whose first moment in UTC no token of it may be valid any more. */
  readonly until?: string;
}
