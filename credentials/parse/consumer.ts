import type { Consumer, KeyGeneration, TokenGeneration } from "../consumer.ts";
import type { ConsumerContext } from "../consumers.ts";
import { formatDuration, HARD_LIMIT_SECONDS, parseDuration } from "../duration.ts";
import { CredentialError } from "../errors.ts";
import type { Field } from "./field.ts";
import { parseKeyGeneration } from "./key-generation.ts";
import { parseTokenGeneration } from "./token-generation.ts";

/** A consumer's name stands in resource names and in `sub`. */
export const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-])){0,62}$/;

export const nameAllowed = "1 to 63 letters, digits, -, _ and single dots, starting with a letter or digit";

/** Reads one entry of `latchkey:consumers`. */
export function parseConsumer(name: string, field: Field, context: ConsumerContext): Consumer {
  const members = field.members(["formerly", "maxLifetime", "keys", "tokens"]);
  return {
    name,
    formerly: members.formerly
      .items()
      .flatMap((item) => item.text("is not a consumer's name", nameAllowed, namePattern) ?? []),
    maxLifetimeSeconds: readMaxLifetime(members.maxLifetime, context.defaultMaxLifetimeSeconds),
    keys: readKeys(members.keys, context),
    tokens: readTokens(members.tokens, name, context),
  };
}

function readMaxLifetime(field: Field, fallbackSeconds: number): number {
  if (field.value === undefined || field.value === null) return fallbackSeconds;
  try {
    return parseDuration(field.value);
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    field.refuse(error.message, `a length of time up to ${formatDuration(HARD_LIMIT_SECONDS)}, such as 90d`);
    return fallbackSeconds;
  }
}

function readKeys(field: Field, context: ConsumerContext): KeyGeneration[] {
  const items = field.items();
  if (items.length > 0 && context.keyKind === "signed") {
    field.refuse(
      "are Google API keys, and this stack has latchkey:apiKeys: signed",
      "tokens only: a signed key is a token sent as x-api-key",
    );
    return [];
  }
  const ids = new Set<string>();
  return items.flatMap((item) => {
    const generation = parseKeyGeneration(item);
    if (generation !== undefined && ids.has(generation.id))
      item.refuse(`has the id ${generation.id} a second time`, "one entry per id");
    if (generation !== undefined) ids.add(generation.id);
    return generation ?? [];
  });
}

function readTokens(field: Field, name: string, context: ConsumerContext): TokenGeneration[] {
  let active: string | undefined;
  return field.items().flatMap((item) => {
    const generation = parseTokenGeneration(item, name, context.signingKeys);
    if (generation?.state === "active") {
      if (active !== undefined)
        item.refuse(`is active, and so is ${active}`, "one active generation; the next one stays standby");
      active ??= generation.kid;
    }
    return generation ?? [];
  });
}
