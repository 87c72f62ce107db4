import { signToken } from "./sign-token.ts";
import type { Signer } from "./signer.ts";
import { planToken, type TokenPlan, type TokenRequest } from "./token-plan.ts";

/** A token request, and who can sign it. */
export interface MintRequest extends TokenRequest {
  /** Gives the signer of the plan's signing key and algorithm. */
  readonly signerFor: (plan: Pick<TokenPlan, "signingKey" | "algorithm">) => Signer | Promise<Signer>;
}

/** A token and what may be told about it. Only `token` is a secret. */
export interface MintedToken extends Omit<TokenPlan, "claims"> {
  readonly token: string;
}

/**
 * Makes one token for a consumer: always with kid, end and id, never longer than its cap, never under a kid that is not published.
 *
 * @throws {CredentialError} everything that {@link planToken} and {@link signToken} throw.
 */
export async function mintToken(request: MintRequest): Promise<MintedToken> {
  const plan = planToken(request);
  const signer = await request.signerFor(plan);
  const token = await signToken(plan, signer, request.keySet);
  const { claims: _claims, ...told } = plan;
  return { ...told, token };
}
