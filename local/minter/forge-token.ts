import { kmsSigner } from "../../credentials/kms-signer.ts";
import type { SigningAlgorithm } from "../../credentials/signing-algorithm.ts";

/** A token with claims that the minting rules forbid, to see it refused. */
export interface Forgery {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly claims: Readonly<Record<string, unknown>>;
  /** KMS version that signs it. */
  readonly versionName: string;
  /** Where KMS answers; absent: Google. */
  readonly kmsEndpoint?: string;
}

/** Signs any claims with the stack's real key. For checks only: nothing else may go around the minting rules. */
export async function forgeToken({
  kid,
  algorithm,
  claims,
  versionName,
  kmsEndpoint: endpoint,
}: Forgery): Promise<string> {
  const header = { alg: algorithm, typ: "JWT", kid };
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const signature = await kmsSigner({ versionName, algorithm, endpoint }).sign(Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}
