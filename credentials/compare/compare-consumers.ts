import type { Consumer } from "../consumer.ts";
import { formatDuration } from "../duration.ts";
import { addedKeys, keptKeys } from "./compare-keys.ts";
import { addedTokens, keptTokens } from "./compare-tokens.ts";
import type { CredentialChange } from "./credential-change.ts";
import { isInUse } from "./generations.ts";

/**
 * Finds who gains, keeps or loses which credential.
 *
 * A consumer under a new name that lists the old one as `formerly` is the same consumer.
 *
 * @param today - e.g. `2027-01-31`: tokens whose last day is over lose nothing.
 */
export function compareConsumers(
  before: readonly Consumer[],
  after: readonly Consumer[],
  today: string,
): CredentialChange[] {
  const heirs = new Map(before.map((consumer) => [consumer, heirOf(consumer, after)]));
  return [
    ...before.flatMap((old) => compareConsumer(old, heirs.get(old), after, today)),
    ...after.flatMap((next) => {
      const old = before.find((consumer) => heirs.get(consumer) === next);
      return [...(old ? [] : added(next)), ...addedKeys(old, next), ...addedTokens(before, next)];
    }),
  ];
}

function heirOf({ name }: Consumer, after: readonly Consumer[]): Consumer | undefined {
  return after.find((consumer) => consumer.name === name) ?? after.find((consumer) => consumer.formerly.includes(name));
}

function compareConsumer(
  old: Consumer,
  next: Consumer | undefined,
  after: readonly Consumer[],
  today: string,
): CredentialChange[] {
  const changes = [...keptKeys(old, next), ...keptTokens(old, next, after, today)];
  if (next) return [...renamed(old, next), ...lifetime(old, next), ...changes];
  const setting = `latchkey:consumers.${old.name}`;
  const removed = { consumer: old.name, setting, side: "before" } as const;
  const held = old.keys.length + old.tokens.filter((generation) => isInUse(generation, today)).length;
  const lost = changes.filter(({ code }) => code === "credential_lost").length;
  if (held > 0 && lost === held) {
    return [{ ...removed, code: "consumer_removed", what: `${old.name} is removed, with every credential it holds` }];
  }
  if (changes.some(({ code }) => code !== "credential_ended")) return changes;
  return [{ ...removed, code: "consumer_retired", what: `${old.name} is removed; nothing it held worked any more` }];
}

function added({ name, keys, tokens }: Consumer): CredentialChange[] {
  const holds = [keys.length > 0 && "API keys", tokens.length > 0 && "tokens"].filter(Boolean).join(" and ");
  const what = `${name} is new${holds && `, with ${holds}`}`;
  return [{ code: "consumer_added", consumer: name, what, setting: `latchkey:consumers.${name}`, side: "after" }];
}

function renamed(old: Consumer, { name }: Consumer): CredentialChange[] {
  if (old.name === name) return [];
  const what = `${old.name} is called ${name} now and keeps its credentials; tokens signed before still say ${old.name}`;
  return [{ code: "consumer_renamed", consumer: name, what, setting: `latchkey:consumers.${name}`, side: "after" }];
}

function lifetime(old: Consumer, { name, maxLifetimeSeconds }: Consumer): CredentialChange[] {
  if (old.maxLifetimeSeconds === maxLifetimeSeconds) return [];
  const [was, is] = [formatDuration(old.maxLifetimeSeconds), formatDuration(maxLifetimeSeconds)];
  const what = `its tokens may live ${is} at most, and might ${was}; tokens signed before are as they are`;
  const setting = `latchkey:consumers.${name}.maxLifetime`;
  return [{ code: "lifetime_changed", consumer: name, what, setting, side: "after" }];
}
