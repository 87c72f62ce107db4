import type { JWK } from "jose";
import { CredentialError } from "./errors.ts";
import { parseStrictObject } from "./strict-json.ts";

/** A published key set, ready to look kids up in. A kid that stands twice has two entries. */
export type KeySet = ReadonlyMap<string, readonly JWK[]>;

/**
 * Reads the text of a key set. Entries without a kid are left out: no token of ours could name them.
 *
 * @throws {CredentialError} `key_set_unreadable`.
 */
export function readKeySet(text: string): KeySet {
  const keys = parseStrictObject(Buffer.from(text))?.keys;
  if (!Array.isArray(keys)) throw new CredentialError("key_set_unreadable", { reason: "there is no list of keys" });
  const found = new Map<string, JWK[]>();
  for (const [index, key] of keys.entries()) {
    if (!isJwk(key)) throw new CredentialError("key_set_unreadable", { reason: `entry ${index + 1} is not a key` });
    if (typeof key.kid === "string") found.set(key.kid, [...(found.get(key.kid) ?? []), key]);
  }
  return found;
}

function isJwk(value: unknown): value is JWK {
  return typeof value === "object" && value !== null && "kty" in value && typeof value.kty === "string";
}
