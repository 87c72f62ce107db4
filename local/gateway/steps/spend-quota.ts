import { findApiKey, keyCheck } from "../api-key.ts";
import type { Exchange, Step } from "../exchange.ts";
import type { LocalReply } from "../local-reply.ts";
import { keyRefused } from "./check-key.ts";

/**
 * Spends the operation's quota, per consumer project; callers without any key share one bucket.
 *
 * A key the operation does not demand still picks the bucket, and is refused when it is none.
 * @see gateway-semantics §7
 */
export const spendQuota: Step = (exchange) => {
  const costs = exchange.route?.method.metricCosts;
  if (costs === undefined || Object.keys(costs).length === 0) return undefined;
  const apiKey = findApiKey(exchange);
  if (exchange.consumerProjectNumber !== undefined)
    return spend(exchange, `project_number:${exchange.consumerProjectNumber}`);
  return apiKey ? askThenSpend(exchange, apiKey) : spend(exchange, "project:producer");
};

async function askThenSpend(exchange: Exchange, apiKey: string): Promise<LocalReply | undefined> {
  const answer = await exchange.door.world.checkKey(keyCheck(exchange, apiKey)).catch(() => undefined);
  if (answer === undefined) {
    exchange.warnings.push("quota was not counted: Service Control cannot be reached, and Google then lets calls pass");
    return undefined;
  }
  if (!answer.ok) return keyRefused(answer.error, exchange.door.config.managedService);
  return spend(exchange, `project_number:${answer.consumerProjectNumber}`);
}

function spend({ door, route }: Exchange, consumer: string): LocalReply | undefined {
  const limit = door.quota.spend(route?.method.metricCosts ?? {}, consumer);
  if (limit === undefined) return undefined;
  const of = `quota metric '${limit.metric}' and limit '${limit.name}' of service '${door.config.managedService}'`;
  return {
    status: 429,
    message: `RESOURCE_EXHAUSTED: Quota exceeded for ${of} for consumer '${consumer}'.`,
    details: "service_control_quota_error{RESOURCE_EXHAUSTED}",
  };
}
