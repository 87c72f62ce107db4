import { CredentialError } from "./errors.ts";
import type { KeySet } from "./read-key-set.ts";
import type { Signer } from "./signer.ts";
import type { TokenPlan } from "./token-plan.ts";
import { verifySignature } from "./verify.ts";
import { MAX_TOKEN_BYTES } from "./verify-jws.ts";

/**
 * Signs a planned token, and hands it out only when the published key set verifies it.
 *
 * @returns the token in compact form. It is a secret.
 * @throws {CredentialError} `signature_wrong`, `token_too_long`, and whatever the signer throws.
 */
export async function signToken(plan: TokenPlan, signer: Signer, keySet: string | KeySet): Promise<string> {
  const wrong = () => new CredentialError("signature_wrong", { signingKey: plan.signingKey, kid: plan.kid });
  if (signer.algorithm !== plan.algorithm) throw wrong();
  const signingInput = `${encode({ alg: plan.algorithm, kid: plan.kid, typ: "JWT" })}.${encode(plan.claims)}`;
  const signature = await signer.sign(Buffer.from(signingInput));
  const token = `${signingInput}.${Buffer.from(signature).toString("base64url")}`;
  if (token.length > MAX_TOKEN_BYTES)
    throw new CredentialError("token_too_long", { bytes: token.length, limit: MAX_TOKEN_BYTES });
  const verified = await verifySignature(token, keySet);
  if (!verified.ok) throw wrong();
  return token;
}

function encode(part: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
