import { nearest } from "../../errors/nearest.ts";
import { type TokenGeneration, tokenStates } from "../consumer.ts";
import { parseDay } from "../day.ts";
import { kidPattern } from "../kid.ts";
import { slugOf } from "../slug.ts";
import type { Field } from "./field.ts";

/** Reads one entry of a consumer's `tokens`; nothing when it cannot be used. */
export function parseTokenGeneration(
  field: Field,
  consumer: string,
  signingKeys: readonly string[],
): TokenGeneration | undefined {
  const members = field.members(["kid", "signingKey", "state", "until"]);
  const kid = readKid(members.kid, consumer);
  const signingKey = readSigningKey(members.signingKey, signingKeys);
  const state = readState(members.state);
  const until = readUntil(members.until, state);
  if (kid === undefined || signingKey === undefined || state === undefined) return undefined;
  return { kid, signingKey, state, ...(until === undefined ? {} : { until }) };
}

function readKid(field: Field, consumer: string): string | undefined {
  const allowed = "16 to 64 random letters, digits, - and _";
  const kid = field.text("is not a kid", allowed, kidPattern);
  const slug = slugOf(consumer);
  if (kid === undefined || slug.length < 4 || !slugOf(kid).includes(slug)) return kid;
  field.refuse(`names ${consumer}, and everybody can read the key set`, allowed);
  return undefined;
}

function readSigningKey(field: Field, signingKeys: readonly string[]): string | undefined {
  const allowed = signingKeys.join(", ") || "a name under latchkey:signingKeys, where there is none yet";
  const name = field.text("does not name a signing key", allowed, /./);
  if (name === undefined || signingKeys.includes(name)) return name;
  const guess = nearest(name, signingKeys);
  field.refuse(`is not under latchkey:signingKeys${guess === undefined ? "" : `; did you mean ${guess}?`}`, allowed);
  return undefined;
}

function readState(field: Field): TokenGeneration["state"] | undefined {
  const state = tokenStates.find((candidate) => candidate === field.value);
  if (state !== undefined) return state;
  const guess = typeof field.value === "string" ? nearest(field.value, tokenStates) : undefined;
  field.refuse(`is not a state${guess === undefined ? "" : `; did you mean ${guess}?`}`, tokenStates.join(", "));
  return undefined;
}

function readUntil(field: Field, state: TokenGeneration["state"] | undefined): string | undefined {
  if (field.value === undefined || field.value === null) return undefined;
  const day = parseDay(field.value);
  if (day === undefined) field.refuse("is not a day", "a day such as 2027-01-31");
  else if (state === "standby" || state === "revoked")
    field.refuse(`stands beside state ${state}`, "until only beside state active or retiring");
  return day;
}
