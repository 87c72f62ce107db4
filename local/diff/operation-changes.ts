import type { AccessDifference } from "../../openapi/compare/compare-access.ts";
import {
  compareLimits,
  compareOperations,
  type KeptOperation,
  movedKeySets,
  tellBackendChanges,
  tellCostChanges,
} from "../../openapi/compare/compare-operations.ts";
import { nameOf } from "../../openapi/compare/pair-routes.ts";
import { policyOf } from "../../openapi/compare/policy-of.ts";
import type { Served } from "../../openapi/compare/served.ts";
import type { Method } from "../../openapi/google/service-config.ts";
import { smallestAccepted } from "../../openapi/policy/accepts.ts";
import type { Comparison } from "./access-changes.ts";
import { type Change, change } from "./change.ts";
import { holdersOf } from "./holders.ts";
import { placeOf } from "./place-of.ts";

/** Which operations came, went, took over from each other, or go elsewhere. */
export function operationChanges(
  before: Served,
  after: Served,
  differences: readonly AccessDifference[],
  comparison: Comparison,
): Change[] {
  const [old, next] = [before.doors.main, after.doors.main];
  if (!old || !next) return [];
  const { added, removed, kept } = compareOperations(old.methods, next.methods);
  return [
    ...added.map((method) => addedOperation(method, after, differences, comparison)),
    ...removed.flatMap((method) => takenOver(method, differences, comparison)),
    ...kept.flatMap((pair) => renamed(pair, comparison)),
    ...backends(kept, comparison),
    ...kept.flatMap((pair) => costs(pair, comparison)),
    ...[...compareLimits(old.quotaLimits, next.quotaLimits)].map(([name, what]) =>
      change("quota_changed", {
        subject: `limit ${name}`,
        what,
        at: { side: "after", setting: "latchkey:description" },
      }),
    ),
    ...movedKeySets(
      { providers: old.providers, own: before.ownIssuer },
      { providers: next.providers, own: after.ownIssuer },
    ).map(({ issuer, before: from, after: to }) =>
      change("key_set_moved", {
        subject: issuer,
        what: `keys of ${issuer} were fetched from ${from} and will be from ${to}`,
        at: keySetPlace(issuer, after, comparison),
      }),
    ),
  ];
}

function addedOperation(
  method: Method,
  served: Served,
  differences: readonly AccessDifference[],
  comparison: Comparison,
): Change {
  const from = differences.filter(({ before, after }) => before && after === method);
  const holders = holdersOf(comparison.after.settings, comparison.today);
  const policies = Object.values(served.doors).flatMap((config) => {
    const carried = config.methods.find((candidate) => nameOf(candidate) === nameOf(method));
    return carried ? [policyOf(carried, config, served.ownIssuer)] : [];
  });
  const consumers = policies.flatMap(smallestAccepted).flatMap(holders.who);
  const taken = from.map(({ before, request }) => `; takes over from ${before && nameOf(before)}, e.g. ${request}`);
  return change("operation_added", {
    subject: nameOf(method),
    what: `is new, as ${method.operationId}${taken.join("")}${from.some(goesElsewhere) ? ", at another backend" : ""}`,
    consumers: [...new Set(consumers)],
    at: placeOf({ after: method }, comparison),
  });
}

function takenOver(method: Method, differences: readonly AccessDifference[], comparison: Comparison): Change[] {
  const by = differences.filter(({ before, after }) => before === method && after);
  return by.map(({ after, request, ...pair }) =>
    change("route_changed", {
      subject: nameOf(method),
      what: `goes to ${after && nameOf(after)}, e.g. ${request}${goesElsewhere({ after, ...pair }) ? ", at another backend" : ""}`,
      at: placeOf({ before: method, after }, comparison),
    }),
  );
}

function goesElsewhere({ before, after }: Partial<KeptOperation>): boolean {
  return Boolean(before && after && tellBackendChanges({ before, after }).length > 0);
}

function renamed({ before, after }: KeptOperation, comparison: Comparison): Change[] {
  if (before.operationId === after.operationId) return [];
  const what = `was called ${before.operationId} and will be ${after.operationId}`;
  return [change("operation_renamed", { subject: nameOf(after), what, at: placeOf({ after }, comparison) })];
}

/** One change where every operation changes alike, as after a change of the stack's own service. */
function backends(kept: readonly KeptOperation[], comparison: Comparison): Change[] {
  const told = kept.map((pair) => ({ ...pair, what: tellBackendChanges(pair).join("; ") }));
  const [first] = told;
  if (first?.what && told.length > 1 && told.every(({ what }) => what === first.what)) {
    const at = { side: "after", setting: "latchkey:service" } as const;
    return [change("backend_changed", { subject: "every operation", what: first.what, at })];
  }
  return told.flatMap(({ after, what }) =>
    what ? [change("backend_changed", { subject: nameOf(after), what, at: placeOf({ after }, comparison) })] : [],
  );
}

function costs(pair: KeptOperation, comparison: Comparison): Change[] {
  const what = tellCostChanges(pair).join("; ");
  return what ? [change("quota_changed", { subject: nameOf(pair.after), what, at: placeOf(pair, comparison) })] : [];
}

/** The own issuer is configured; an external one stands in the description, and is shown where it is first used. */
function keySetPlace(issuer: string, { doors, ownIssuer }: Served, comparison: Comparison): Change["at"] {
  if (issuer === ownIssuer) return { side: "after", setting: "latchkey:issuer.jwksUri" };
  const ids = doors.main?.providers.filter((provider) => provider.issuer === issuer).map(({ id }) => id) ?? [];
  const after = doors.main?.methods.find(({ providerIds }) => providerIds.some((id) => ids.includes(id)));
  return placeOf({ after }, comparison, "security");
}
