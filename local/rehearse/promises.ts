import { whyTokensStop } from "../../credentials/compare/generations.ts";
import { compareAccess } from "../../openapi/compare/compare-access.ts";
import { nameOf } from "../../openapi/compare/pair-routes.ts";
import type { Served } from "../../openapi/compare/served.ts";
import { tellPolicy } from "../../openapi/compare/tell-policy.ts";
import type { ServiceConfig } from "../../openapi/google/service-config.ts";
import type { StackOutputs } from "../stack-outputs.ts";

/** What consumers hold on to, at one moment. */
export interface Promises {
  /** Outputs with Google's addresses, not loopback's. */
  readonly outputs: StackOutputs;
  /** What each door serves. */
  readonly doors: Readonly<Record<string, ServiceConfig>>;
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
    ...changedDoors(before, after),
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
  const kids = new Map(
    Object.values(after.consumers).flatMap(({ tokens }) =>
      tokens.map((generation) => [generation.kid, generation] as const),
    ),
  );
  return Object.entries(before.consumers).flatMap(([consumer, held]): BrokenPromise[] => {
    const goneKeys = held.keys.filter(({ id }) => !keys.has(before.apiKeys[consumer]?.[id] ?? ""));
    const goneKids = held.tokens.filter((generation) => whyTokensStop(generation, kids.get(generation.kid)));
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

/** The main door's URL is handed out in any case, another's where a consumer was given it. */
function changedDoors(before: Promises, after: Promises): BrokenPromise[] {
  const { gatewayUrl, doors, consumers } = before.outputs;
  return Object.keys(before.doors).flatMap((door) => {
    const url = doors[door]?.url;
    const isHeld = Object.values(consumers).some((consumer) => url === consumer.url.key || url === consumer.url.token);
    if (url === gatewayUrl) return changedOperations(before, after, door, "gatewayUrl");
    return isHeld ? changedOperations(before, after, door, `the URL of door ${door}`) : [];
  });
}

function changedOperations(before: Promises, after: Promises, door: string, place: string): BrokenPromise[] {
  return compareAccess(servedAt(door, before), servedAt(door, after)).flatMap((difference): BrokenPromise[] => {
    if (!difference.before) return [];
    const name = nameOf(difference.before);
    if (!difference.after) return [{ code: "operation_gone", what: `${name} is no longer served at ${place}` }];
    return difference.demands.map(({ before: old, after: next }) => ({
      code: "demand_changed",
      what: `${name} demanded ${tellPolicy(old)} at ${place} and will demand ${tellPolicy(next)}`,
    }));
  });
}

/** One door by itself: what was handed out is its URL, wherever else the same may be had. */
function servedAt(door: string, { outputs, doors }: Promises): Served {
  const served = doors[door];
  return { doors: served ? { main: served } : {}, ownIssuer: outputs.issuer.issuer };
}
