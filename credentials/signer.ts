import type { SigningAlgorithm } from "./signing-algorithm.ts";

/** Something that signs tokens without giving its private key away. */
export interface Signer {
  readonly algorithm: SigningAlgorithm;
  /**
   * Signs the first two parts of a token.
   *
   * @returns the signature as a JWS carries it: for ES256 raw r‖s of 64 bytes, never DER.
   */
  sign(signingInput: Uint8Array): Promise<Uint8Array>;
}
