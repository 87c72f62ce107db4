import type { StackPlan } from "../../infra/plan-stack.ts";
import type { AccessDifference, DoorCredentials } from "../../openapi/compare/compare-access.ts";
import { nameOf, shapeOf } from "../../openapi/compare/pair-routes.ts";
import { tellCredentials, tellPolicy } from "../../openapi/compare/tell-policy.ts";
import type { DoorName } from "../../openapi/compilation.ts";
import type { Credentials } from "../../openapi/policy/accepts.ts";
import { type Change, type ChangeCode, change } from "./change.ts";
import { type Holders, holdersOf } from "./holders.ts";
import { placeOf } from "./place-of.ts";

/** What is compared, and the day it is compared on, e.g. `2027-01-31`. */
export interface Comparison {
  readonly before: StackPlan;
  readonly after: StackPlan;
  readonly today: string;
}

/** One thing that one kind of credentials meets at one operation. */
interface Event {
  readonly code: ChangeCode;
  readonly subject: string;
  readonly held: Credentials;
  readonly door: DoorName;
  readonly elsewhere?: DoorName;
  readonly difference: AccessDifference;
}

/** Who may call what, and at which door: everything that became weaker, was lost or moved. */
export function accessChanges(differences: readonly AccessDifference[], comparison: Comparison): Change[] {
  const { before, after, today } = comparison;
  const holders = { before: holdersOf(before.settings, today), after: holdersOf(after.settings, today) };
  const events = differences.flatMap((difference) => [
    ...weakerEvents(difference),
    ...lostEvents(difference, before, holders.before),
  ]);
  const groups = Map.groupBy(events, ({ code, subject }) => `${code} ${subject}`);
  const told = Map.groupBy(events, ({ difference }) => difference);
  return [
    ...[...groups.values()].map((group) => asChange(group, holders, comparison)),
    ...differences.flatMap((difference) => demandChanges(difference, told.get(difference) ?? [], comparison)),
  ];
}

function weakerEvents(difference: AccessDifference): Event[] {
  return difference.weaker.map(({ door, held }) => ({
    code: "policy_weaker",
    subject: difference.after ? nameOf(difference.after) : "",
    held,
    door,
    difference,
  }));
}

function lostEvents(difference: AccessDifference, before: StackPlan, holders: Holders): Event[] {
  const old = difference.before;
  if (!old) return [];
  return difference.lost.flatMap((lost): Event[] => {
    const { door, held, elsewhere } = lost;
    const somebody = holders.anybody(held);
    if (elsewhere && !(somebody && isHandedOut(lost, before))) return [];
    const gone = difference.after ? "access_lost" : "operation_removed";
    const code = elsewhere ? "access_moved" : somebody ? gone : "policy_stricter";
    return [{ code, subject: nameOf(old), held, door, ...(elsewhere && { elsewhere }), difference }];
  });
}

/** True for the URL that whoever holds the credentials was told: `gatewayUrl`, and `keyUrl` or `tokenUrl`. */
function isHandedOut({ door, held }: DoorCredentials, { compilation }: StackPlan): boolean {
  return door === "main" || door === (held.key ? compilation.keyDoor : compilation.tokenDoor);
}

function asChange(
  group: readonly Event[],
  holders: { readonly before: Holders; readonly after: Holders },
  comparison: Comparison,
): Change {
  const [first] = group as readonly [Event, ...Event[]];
  const { code, subject, difference } = first;
  const side = code === "policy_weaker" ? "after" : "before";
  const consumers = group.flatMap(({ held }) => holders[side].who(held));
  return change(code, {
    subject,
    what: `${verbOf(code)} ${tellHeld(group)}${tellTakeover(group)}`,
    consumers: [...new Set(consumers)],
    at: placeOf(difference, comparison, "security"),
  });
}

function verbOf(code: ChangeCode): string {
  if (code === "policy_weaker") return "now takes";
  if (code === "operation_removed") return "is no longer served; it took";
  return code === "access_moved" ? "no longer takes" : "now refuses";
}

/** `an API key at main; a token of this stack at main and second`. */
function tellHeld(group: readonly Event[]): string {
  const told = Map.groupBy(group, ({ held, elsewhere }) => `${tellCredentials(held)}\n${elsewhere ?? ""}`);
  return [...told.values()]
    .map((events) => {
      const [{ held, elsewhere }] = events as [Event, ...Event[]];
      const doors = [...new Set(events.map(({ door }) => door))].join(" and ");
      return `${tellCredentials(held)} at ${doors}${elsewhere ? `, only at ${elsewhere}` : ""}`;
    })
    .join("; ");
}

function tellTakeover(group: readonly Event[]): string {
  const others = new Map(
    group.flatMap(({ difference: { before, after, request } }) =>
      before && after && shapeOf(before) !== shapeOf(after)
        ? [[nameOf(before) + nameOf(after), { before, after, request }]]
        : [],
    ),
  );
  return [...others.values()]
    .map(({ before, after, request }) => ` (${request} was taken by ${nameOf(before)} and is by ${nameOf(after)})`)
    .join("");
}

/** Doors that demand something else without anything said about it yet. */
function demandChanges(difference: AccessDifference, events: readonly Event[], comparison: Comparison): Change[] {
  const { before, after, demands, lost } = difference;
  if (!before || !after || shapeOf(before) !== shapeOf(after)) return [];
  const told = new Set(events.map(({ door }) => door));
  const unsaid = new Set(lost.filter(({ elsewhere }) => elsewhere).map(({ door }) => door));
  const moved = events.some(({ code }) => code === "access_moved");
  return demands
    .filter(({ door }) => !told.has(door) || (unsaid.has(door) && !moved))
    .map((demand) =>
      change("demand_changed", {
        subject: nameOf(after),
        what: `demanded ${tellPolicy(demand.before)} at ${demand.door} and will demand ${tellPolicy(demand.after)}`,
        at: placeOf(difference, comparison, "security"),
      }),
    );
}
