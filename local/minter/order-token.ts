import type { ConsumerOutputs, StackOutputs } from "../stack-outputs.ts";
import type { MinterAnswer } from "./messages.ts";
import type { Minter } from "./minter.ts";

/** For whom, and for how long. */
export interface TokenOrder {
  /** Name of the consumer. */
  readonly name: string;
  readonly consumer: ConsumerOutputs;
  readonly ttlSeconds: number;
}

/**
 * Orders a token under a stack's own issuer, key set and signing keys.
 *
 * @throws {LatchkeyError} as the minting rules refuse.
 */
export function orderToken(
  order: TokenOrder,
  { issuer: { issuer, audience }, keySet, signingKeys, loopback }: StackOutputs,
  minter: Minter,
): Promise<Required<Omit<MinterAnswer, "id" | "error">>> {
  return minter.mint({ ...order, issuer, audience, keySet, signingKeys, kmsEndpoint: loopback?.kmsEndpoint ?? "" });
}
