import type { Consumer } from "../credentials/consumer.ts";
import type { SigningKeyPlan } from "./signing-keys.ts";

/** Decides which signing keys stay enabled and which public halves the key set needs. */
export function planSigningKeys(names: readonly string[], consumers: readonly Consumer[]): SigningKeyPlan[] {
  const generations = consumers.flatMap((consumer) => consumer.tokens);
  return names.map((name) => {
    const bound = generations.filter((generation) => generation.signingKey === name);
    const published = bound.some((generation) => generation.state !== "revoked");
    return { name, published, live: published || bound.length === 0 };
  });
}
