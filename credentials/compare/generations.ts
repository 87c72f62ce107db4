import type { TokenGeneration } from "../consumer.ts";

/**
 * True when tokens of a generation work: they have been signed, and their last day is not over.
 *
 * @param today - e.g. `2027-01-31`; absent: no day is over.
 */
export function isInUse({ state, until }: Pick<TokenGeneration, "state" | "until">, today?: string): boolean {
  const over = today !== undefined && until !== undefined && until <= today;
  return (state === "active" || state === "retiring") && !over;
}

/** Why tokens of a generation stop working, in words; nothing when none does. */
export function whyTokensStop(
  before: Pick<TokenGeneration, "kid" | "signingKey" | "state" | "until">,
  after: Pick<TokenGeneration, "signingKey" | "state"> | undefined,
  today?: string,
): string | undefined {
  if (!isInUse(before, today)) return undefined;
  if (!after) return "it is gone";
  if (after.state === "revoked") return "it is revoked";
  return after.signingKey === before.signingKey ? undefined : `it is bound to the signing key ${after.signingKey} now`;
}
