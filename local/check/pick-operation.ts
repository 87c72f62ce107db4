import type { Method, ServiceConfig } from "../../openapi/google/service-config.ts";

/** An operation to try a credential on, and what else it demands. */
export interface Target {
  readonly method: string;
  /** A path that its template matches. */
  readonly path: string;
  readonly needsKey: boolean;
  readonly needsToken: boolean;
}

/**
 * Picks an operation that demands a key, or a token of the own issuer; rather one that demands nothing else, and rather a GET.
 *
 * @returns nothing when no operation demands it.
 */
export function pickOperation(config: ServiceConfig, demand: "key" | "token", ownIssuer: string): Target | undefined {
  const own = new Set(
    config.providers.filter((provider) => provider.issuer === ownIssuer).map((provider) => provider.id),
  );
  const candidates = config.methods
    .map((method) => ({ method, ownToken: method.providerIds.some((id) => own.has(id)) }))
    .filter(({ method, ownToken }) => (demand === "key" ? method.apiKeyRequired : ownToken))
    .filter(({ method, ownToken }) => method.providerIds.length === 0 || ownToken);
  const [best] = candidates.sort((a, b) => cost(a.method, demand) - cost(b.method, demand));
  if (!best) return undefined;
  return {
    method: best.method.httpMethod,
    path: witnessPath(best.method.pathTemplate),
    needsKey: best.method.apiKeyRequired,
    needsToken: best.ownToken,
  };
}

function cost({ httpMethod, apiKeyRequired, providerIds, pathTemplate }: Method, demand: "key" | "token"): number {
  const more = demand === "key" ? providerIds.length > 0 : apiKeyRequired;
  return (more ? 100 : 0) + (httpMethod === "GET" ? 0 : 10) + (pathTemplate.match(/\{/g)?.length ?? 0);
}

/** A path that a template matches, e.g. `/orders/1` for `/orders/{id}`. */
export function witnessPath(template: string): string {
  return template
    .replace(/\{[^{}=]+=([^{}]*)\}/g, "$1")
    .replaceAll("**", "hello")
    .replace(/\{[^{}]+\}|\*/g, "1");
}
