import type { Consumer, TokenGeneration } from "../consumer.ts";
import type { CredentialChange } from "./credential-change.ts";
import { isInUse, whyTokensStop } from "./generations.ts";

interface Found {
  readonly consumer: Consumer;
  readonly generation: TokenGeneration;
  readonly setting: string;
}

/** What becomes of the kids held before. A kid is the same one whoever holds it. */
export function keptTokens(
  old: Consumer,
  next: Consumer | undefined,
  after: readonly Consumer[],
  today: string,
): CredentialChange[] {
  return old.tokens.flatMap((generation, index): CredentialChange[] => {
    const now = find(generation.kid, after);
    if (now) return compareGeneration(generation, now, next, today);
    const gone = {
      consumer: next?.name ?? old.name,
      id: generation.kid,
      kind: "token",
      setting: `latchkey:consumers.${old.name}.tokens[${index}]`,
      side: "before",
    } as const;
    if (isInUse(generation, today)) return [{ ...gone, code: "credential_lost", what: stop(generation, "it is gone") }];
    if (generation.state === "revoked") return [];
    return [{ ...gone, code: "credential_ended", what: `its kid ${generation.kid} goes; no token of it works today` }];
  });
}

/** Which kids come into being. */
export function addedTokens(before: readonly Consumer[], { name, tokens }: Consumer): CredentialChange[] {
  return tokens.flatMap(({ kid, state }, index): CredentialChange[] => {
    if (state === "revoked" || find(kid, before)) return [];
    const what = `it gets the kid ${kid}, ${state}`;
    const setting = `latchkey:consumers.${name}.tokens[${index}]`;
    return [{ code: "credential_added", consumer: name, id: kid, kind: "token", what, setting, side: "after" }];
  });
}

function compareGeneration(
  old: TokenGeneration,
  { consumer, generation: now, setting }: Found,
  heir: Consumer | undefined,
  today: string,
): CredentialChange[] {
  const { kid } = old;
  const token = { consumer: consumer.name, id: kid, kind: "token", setting, side: "after" } as const;
  const why = whyTokensStop(old, now, today);
  const changes: CredentialChange[] = [];
  if (consumer !== heir) changes.push({ ...token, code: "credential_moved", what: `it takes over the kid ${kid}` });
  if (why !== undefined) {
    const declared = now.state === "revoked" ? { declared: "state: revoked" } : {};
    changes.push({ ...token, code: "credential_lost", what: stop(old, why), ...declared });
  } else if (old.state === "revoked" && now.state !== "revoked") {
    changes.push({ ...token, code: "credential_revived", what: `tokens under its revoked kid ${kid} work again` });
  } else if (old.state !== now.state) {
    changes.push({ ...token, code: "state_changed", what: `its kid ${kid} was ${old.state} and becomes ${now.state}` });
  }
  if (old.until !== now.until && now.state !== "revoked") {
    const what = `tokens of its kid ${kid} must end before ${now.until ?? "no fixed day"}, and had to before ${old.until ?? "no fixed day"}`;
    changes.push({ ...token, code: "until_changed", what });
  }
  return changes;
}

function find(kid: string, consumers: readonly Consumer[]): Found | undefined {
  for (const consumer of consumers) {
    const index = consumer.tokens.findIndex((generation) => generation.kid === kid);
    const generation = consumer.tokens[index];
    if (generation) return { consumer, generation, setting: `latchkey:consumers.${consumer.name}.tokens[${index}]` };
  }
  return undefined;
}

function stop({ kid }: TokenGeneration, why: string): string {
  return `tokens under its kid ${kid} stop working: ${why}`;
}
