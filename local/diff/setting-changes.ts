import { isInUse } from "../../credentials/compare/generations.ts";
import { doorId } from "../../infra/names.ts";
import type { Settings } from "../../infra/settings/settings.ts";
import type { Comparison } from "./access-changes.ts";
import { type Change, type ChangeCode, change, type Effect } from "./change.ts";

/** What the stack's own settings do to URLs, doors, the issuer, and to who may issue credentials or read them. */
export function settingChanges({ before, after, today }: Comparison): Change[] {
  const [old, next] = [before.settings, after.settings];
  return [
    ...urls(old, next),
    ...doors(old, next),
    ...issuer(old, next, today),
    ...keyKind(old, next, today),
    ...members("latchkey:minters", old.minters, next.minters, ["minter_added", "minter_removed"], "sign tokens"),
    ...members(
      "latchkey:requestLogs.readers",
      old.requestLogs.readers,
      next.requestLogs.readers,
      ["log_reader_added"],
      "read the request logs",
    ),
  ];
}

function urls(old: Settings, next: Settings): Change[] {
  const parts = [
    ["gcp:project", old.project, next.project],
    ["gcp:region", old.region, next.region],
    ["latchkey:name", old.name, next.name],
  ] as const;
  const changed = parts.filter(([, was, is]) => was !== is);
  const [first] = changed;
  if (!first) return [];
  const why = changed.map(([key, was, is]) => `${key} was ${was} and becomes ${is}`).join("; ");
  return old.doors
    .filter((door) => next.doors.includes(door))
    .map((door) =>
      change("url_changed", {
        subject: door,
        what: `gateway ${doorId(old.name, door)} gets another URL: ${why}`,
        consumers: old.consumers.map(({ name }) => name),
        at: { side: "after", setting: first[0] },
      }),
    );
}

function doors(old: Settings, next: Settings): Change[] {
  const at = { side: "after", setting: "latchkey:doors" } as const;
  const removed = old.doors.filter((door) => !next.doors.includes(door));
  const announced = { by: "latchkey:retiringDoors", reason: "it was announced there before" };
  return [
    ...next.doors
      .filter((door) => !old.doors.includes(door))
      .map((door) => change("door_added", { subject: door, what: `door ${door} is new`, at })),
    ...removed.map((door) =>
      change("door_removed", {
        subject: door,
        what: `door ${door} goes, and its URL with it`,
        consumers: old.consumers.map(({ name }) => name),
        at,
        ...(old.retiringDoors.includes(door) && { accepted: announced }),
      }),
    ),
    ...next.retiringDoors
      .filter((door) => !old.retiringDoors.includes(door))
      .map((door) =>
        change("door_retiring", {
          subject: door,
          what: `door ${door} loses its protection, so that the next deployment may drop it`,
          at: { side: "after", setting: "latchkey:retiringDoors" },
        }),
      ),
  ];
}

function issuer(old: Settings, next: Settings, today: string): Change[] {
  const consumers = tokenHolders(old, today);
  return (["issuer", "audience"] as const)
    .filter((claim) => old.issuer[claim] !== next.issuer[claim])
    .map((claim) =>
      change("issuer_changed", {
        ...heldBy(consumers),
        subject: claim,
        what: `${claim} was ${old.issuer[claim]} and becomes ${next.issuer[claim]}: it sits in every token handed out`,
        at: { side: "after", setting: `latchkey:issuer.${claim}` },
      }),
    );
}

function keyKind(old: Settings, next: Settings, today: string): Change[] {
  if (old.apiKeys === next.apiKeys) return [];
  const withKeys = old.consumers.filter(({ keys }) => keys.length > 0).map(({ name }) => name);
  return [
    change("key_kind_changed", {
      ...heldBy(old.apiKeys === "signed" ? tokenHolders(old, today) : withKeys),
      subject: next.apiKeys,
      what: `x-api-key took ${tellKind(old)} and will take ${tellKind(next)}`,
      at: { side: "after", setting: "latchkey:apiKeys" },
    }),
  ];
}

function tellKind({ apiKeys }: Settings): string {
  return apiKeys === "signed" ? "tokens of this stack" : "Google API keys";
}

function tokenHolders({ consumers }: Settings, today: string): string[] {
  return consumers
    .filter(({ tokens }) => tokens.some((generation) => isInUse(generation, today)))
    .map(({ name }) => name);
}

/** What nobody holds cannot be lost. */
function heldBy(consumers: readonly string[]): { readonly consumers: readonly string[]; readonly effect?: Effect } {
  return consumers.length > 0 ? { consumers } : { consumers, effect: "changed" };
}

function members(
  setting: string,
  old: readonly string[],
  next: readonly string[],
  [added, removed]: readonly [ChangeCode, ChangeCode?],
  may: string,
): Change[] {
  const of = (code: ChangeCode, names: readonly string[], told: string): Change[] =>
    names.map((subject) => change(code, { subject, what: `${told} ${may}`, at: { side: "after", setting } }));
  return [
    ...of(
      added,
      next.filter((member) => !old.includes(member)),
      "may",
    ),
    ...(removed
      ? of(
          removed,
          old.filter((member) => !next.includes(member)),
          "may no longer",
        )
      : []),
  ];
}
