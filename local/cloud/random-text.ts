import { createHash, randomBytes } from "node:crypto";

/** Letters and digits of Google's generated host names. */
const HOST = "abcdefghijklmnopqrstuvwxyz0123456789";
/** Letters of Google API keys. */
const KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function spell(bytes: Uint8Array, alphabet: string): string {
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
}

/** Random text for a host name, e.g. `3k9xa01z`. */
export function randomHost(length: number): string {
  return spell(randomBytes(length), HOST);
}

/** Something that looks like a Google API key: `AIza` and 35 more characters. */
export function randomApiKey(): string {
  return `AIza${spell(randomBytes(35), KEY)}`;
}

/** Random decimal number without a leading zero, e.g. a service account's unique id. */
export function randomDigits(length: number): string {
  return spell(randomBytes(length), "0123456789").replace(/^0/, "1");
}

/** Text for a host name that is always the same for the same seed. */
export function derivedHost(seed: string, length: number): string {
  return spell(createHash("sha256").update(seed).digest().subarray(0, length), HOST);
}

/** Decimal number that is always the same for the same seed, e.g. the number of a project that has none yet. */
export function derivedDigits(seed: string, length: number): string {
  return spell(createHash("sha256").update(seed).digest().subarray(0, length), "0123456789").replace(/^0/, "1");
}
