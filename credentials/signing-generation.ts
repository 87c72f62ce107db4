import type { Consumer, TokenGeneration } from "./consumer.ts";
import { CredentialError } from "./errors.ts";

/**
 * Picks the generation that signs a consumer's next token.
 *
 * Only an active one does: not every gateway knows a standby one yet, and a token signed under a retiring one would hold up its revocation.
 * @param kid - the generation wanted; absent: the active one.
 * @throws {CredentialError} `generation_unknown`, `generation_none_active`, `generation_not_signing`.
 */
export function signingGeneration(consumer: Pick<Consumer, "name" | "tokens">, kid?: string): TokenGeneration {
  const { name, tokens } = consumer;
  if (kid === undefined) {
    const active = tokens.find((generation) => generation.state === "active");
    if (active === undefined) throw new CredentialError("generation_none_active", { consumer: name });
    return active;
  }
  const wanted = tokens.find((generation) => generation.kid === kid);
  if (wanted === undefined) {
    const known = tokens.map((generation) => generation.kid).join(", ") || "none";
    throw new CredentialError("generation_unknown", { consumer: name, kid, known });
  }
  if (wanted.state !== "active")
    throw new CredentialError("generation_not_signing", { consumer: name, kid, state: wanted.state });
  return wanted;
}
