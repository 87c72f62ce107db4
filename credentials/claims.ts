import { CredentialError } from "./errors.ts";

/** Claims that every token gets from Latchkey itself. */
const reserved = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/** Levels of lists and maps inside a claim: well below what any reader refuses. */
const deepest = 20;

/**
 * Checks the extra claims of a token: none that Latchkey sets, and nothing that JSON would change or the gateway refuse.
 *
 * @returns the same claims.
 * @throws {CredentialError} `claim_reserved`, `claim_not_json`.
 */
export function extraClaims(claims: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const [claim, value] of Object.entries(claims)) {
    if (reserved.includes(claim)) throw new CredentialError("claim_reserved", { claim });
    const reason = claim.isWellFormed() ? fault(value, deepest) : "its name is not valid Unicode";
    if (reason !== undefined)
      throw new CredentialError("claim_not_json", { claim: claim.toWellFormed().slice(0, 60), reason });
  }
  return claims;
}

function fault(value: unknown, levels: number): string | undefined {
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value === "string") return value.isWellFormed() ? undefined : "it holds text that is not valid Unicode";
  if (typeof value === "number") return Number.isFinite(value) ? undefined : "it holds a number without a value";
  if (typeof value !== "object") return `it holds a ${typeof value}`;
  if (levels === 0) return `it is nested more than ${deepest} levels deep`;
  if (Array.isArray(value)) return first(value, levels);
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
    return "it holds an object that is not a map";
  return first(Object.keys(value), levels) ?? first(Object.values(value), levels);
}

function first(values: readonly unknown[], levels: number): string | undefined {
  for (const value of values) {
    const reason = fault(value, levels - 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
