import type { Consumer, TokenGeneration } from "./consumer.ts";
import { dayStartSeconds } from "./day.ts";
import { formatDuration, HARD_LIMIT_SECONDS } from "./duration.ts";
import { CredentialError } from "./errors.ts";

/**
 * Refuses a token life that is not a life, longer than the consumer's cap, or longer than any token may have.
 *
 * @throws {CredentialError} `lifetime_not_whole`, `lifetime_over_cap`, `duration_over_limit`.
 */
export function checkLifetime(ttlSeconds: number, consumer: Pick<Consumer, "name" | "maxLifetimeSeconds">): void {
  if (!Number.isSafeInteger(ttlSeconds) || ttlSeconds <= 0)
    throw new CredentialError("lifetime_not_whole", { asked: ttlSeconds });
  const asked = formatDuration(ttlSeconds);
  if (ttlSeconds > HARD_LIMIT_SECONDS) {
    throw new CredentialError("duration_over_limit", { seen: asked, limit: formatDuration(HARD_LIMIT_SECONDS) });
  }
  if (!(ttlSeconds <= consumer.maxLifetimeSeconds)) {
    throw new CredentialError("lifetime_over_cap", {
      asked,
      cap: formatDuration(consumer.maxLifetimeSeconds),
      consumer: consumer.name,
    });
  }
}

/**
 * Refuses a token that would still be valid on the day its generation ends.
 *
 * @throws {CredentialError} `lifetime_past_until`.
 */
export function checkUntil(
  ttlSeconds: number,
  nowSeconds: number,
  generation: TokenGeneration,
  consumer: string,
): void {
  const { kid, until } = generation;
  if (until === undefined) return;
  const leftSeconds = dayStartSeconds(until) - nowSeconds;
  if (ttlSeconds <= leftSeconds) return;
  const left = formatDuration(Math.max(0, Math.floor(leftSeconds / 3600)) * 3600);
  throw new CredentialError("lifetime_past_until", { asked: formatDuration(ttlSeconds), kid, consumer, until, left });
}
