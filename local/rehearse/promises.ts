import type { Method, ServiceConfig } from "../../openapi/google/service-config.ts";
import type { StackOutputs } from "../stack-outputs.ts";

/** What consumers hold on to, at one moment. */
export interface Promises {
  /** Outputs with Google's addresses, not loopback's. */
  readonly outputs: StackOutputs;
  /** What the main door serves. */
  readonly main: ServiceConfig;
}

/** Something handed out that changed or stopped working. */
export interface BrokenPromise {
  readonly code:
    | "url_changed"
    | "issuer_changed"
    | "key_gone"
    | "kid_gone"
    | "consumer_gone"
    | "operation_gone"
    | "demand_changed";
  readonly consumer?: string;
  /** One sentence. */
  readonly what: string;
}

/** Finds every promise to a consumer that a deployment breaks. */
export function brokenPromises(before: Promises, after: Promises): BrokenPromise[] {
  return [
    ...changedUrls(before.outputs, after.outputs),
    ...changedIssuer(before.outputs, after.outputs),
    ...lostCredentials(before.outputs, after.outputs),
    ...changedOperations(before.main, after.main),
  ];
}

function changedUrls(before: StackOutputs, after: StackOutputs): BrokenPromise[] {
  const main: BrokenPromise[] =
    before.gatewayUrl === after.gatewayUrl
      ? []
      : [{ code: "url_changed", what: `gatewayUrl was ${before.gatewayUrl} and becomes ${after.gatewayUrl}` }];
  const own = Object.entries(before.consumers).flatMap(([consumer, { url }]) =>
    (["key", "token"] as const).flatMap((kind): BrokenPromise[] => {
      const [old, now] = [url[kind], after.consumers[consumer]?.url[kind]];
      if (!old || !now || old === now) return [];
      return [{ code: "url_changed", consumer, what: `the URL of its ${kind} was ${old} and becomes ${now}` }];
    }),
  );
  return [...main, ...own];
}

function changedIssuer(before: StackOutputs, after: StackOutputs): BrokenPromise[] {
  return (["issuer", "audience"] as const).flatMap((claim): BrokenPromise[] => {
    const [old, now] = [before.issuer[claim], after.issuer[claim]];
    return old === now
      ? []
      : [{ code: "issuer_changed", what: `${claim} was ${old} and becomes ${now}: it sits in every token handed out` }];
  });
}

function lostCredentials(before: StackOutputs, after: StackOutputs): BrokenPromise[] {
  // A renamed consumer keeps its credentials, so they are looked for under every name.
  const keys = new Set(Object.values(after.apiKeys).flatMap((held) => Object.values(held)));
  const kids = new Set(
    Object.values(after.consumers).flatMap(({ tokens }) =>
      tokens.filter(({ state }) => state !== "revoked").map(({ kid }) => kid),
    ),
  );
  return Object.entries(before.consumers).flatMap(([consumer, held]): BrokenPromise[] => {
    const goneKeys = held.keys.filter(({ id }) => !keys.has(before.apiKeys[consumer]?.[id] ?? ""));
    const goneKids = held.tokens.filter(
      ({ kid, state }) => state !== "revoked" && state !== "standby" && !kids.has(kid),
    );
    const all = goneKeys.length + goneKids.length === held.keys.length + held.tokens.length;
    if (all && !after.consumers[consumer] && held.keys.length + held.tokens.length > 0) {
      return [{ code: "consumer_gone", consumer, what: `${consumer} is removed, with every credential it holds` }];
    }
    return [
      ...goneKeys.map(
        ({ id }): BrokenPromise => ({ code: "key_gone", consumer, what: `its API key ${id} stops working` }),
      ),
      ...goneKids.map(
        ({ kid }): BrokenPromise => ({ code: "kid_gone", consumer, what: `tokens under its kid ${kid} stop working` }),
      ),
    ];
  });
}

function changedOperations(before: ServiceConfig, after: ServiceConfig): BrokenPromise[] {
  const now = new Map(after.methods.map((method) => [nameOf(method), method]));
  return before.methods.flatMap((method): BrokenPromise[] => {
    const name = nameOf(method);
    const kept = now.get(name);
    if (!kept) return [{ code: "operation_gone", what: `${name} is no longer served at gatewayUrl` }];
    const [old, next] = [demandOf(method, before), demandOf(kept, after)];
    return old === next
      ? []
      : [{ code: "demand_changed", what: `${name} demanded ${old} at gatewayUrl and will demand ${next}` }];
  });
}

function nameOf({ httpMethod, pathTemplate }: Method): string {
  return `${httpMethod} ${pathTemplate}`;
}

/** What a method demands, in words that do not depend on what schemes are called. */
function demandOf({ apiKeyRequired, providerIds }: Method, { providers }: ServiceConfig): string {
  const issuers = providers.filter(({ id }) => providerIds.includes(id)).map(({ issuer }) => issuer);
  const parts = [
    ...(apiKeyRequired ? ["an API key"] : []),
    ...(issuers.length > 0 ? [`a token of ${issuers.toSorted().join(" or ")}`] : []),
  ];
  return parts.join(" and ") || "nothing";
}
