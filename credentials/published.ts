import type { Consumer, TokenGeneration } from "./consumer.ts";

/** Every generation whose kid stands in the key set, in configuration order: all but the revoked ones. */
export function publishedGenerations(consumers: readonly Consumer[]): TokenGeneration[] {
  return consumers.flatMap((consumer) => consumer.tokens.filter((generation) => generation.state !== "revoked"));
}

/** Kids that must stop working. They go into the gateway document's digest, so the order is fixed: sorted. */
export function revokedKids(consumers: readonly Consumer[]): string[] {
  return consumers
    .flatMap((consumer) => consumer.tokens)
    .filter((generation) => generation.state === "revoked")
    .map((generation) => generation.kid)
    .sort();
}
