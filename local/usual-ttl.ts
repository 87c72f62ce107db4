import { dayStartSeconds } from "../credentials/day.ts";
import type { ConsumerOutputs } from "./stack-outputs.ts";

const monthSeconds = 30 * 86_400;

/** The generation that signs a consumer's tokens, if there is one. */
export function activeGeneration({ tokens }: ConsumerOutputs): ConsumerOutputs["tokens"][number] | undefined {
  return tokens.find(({ state }) => state === "active");
}

/**
 * How long a consumer's token lives when nobody says: 30 days, or less where its cap or the end of its generation is nearer.
 *
 * @param nowSeconds - since the epoch.
 * @returns whole seconds; 0 or less when no token may be signed any more.
 */
export function usualTtlSeconds(consumer: ConsumerOutputs, nowSeconds: number): number {
  const generation = activeGeneration(consumer);
  if (generation === undefined) return 0;
  const untilSeconds = generation.until === undefined ? Number.POSITIVE_INFINITY : dayStartSeconds(generation.until);
  return Math.min(monthSeconds, consumer.maxLifetimeSeconds, Math.floor(untilSeconds - Math.ceil(nowSeconds)));
}
