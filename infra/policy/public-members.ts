import { entriesOf } from "../../openapi/google/json.ts";

/** Inputs that people write for people; what they say grants nothing. */
const prose = new Set(["description", "displayName", "labels", "content", "contents"]);

/**
 * Finds members that stand for everybody, at any depth and inside policies written as text.
 *
 * @returns the words found, e.g. `allUsers` or `publicRead`.
 */
export function publicMembers(value: unknown): string[] {
  if (typeof value === "string") return value.match(/\ball(Authenticated)?Users\b|^publicRead(Write)?$/g) ?? [];
  if (Array.isArray(value)) return value.flatMap(publicMembers);
  return entriesOf(value).flatMap(([name, field]) => (prose.has(name) ? [] : publicMembers(field)));
}

/** True for resources that decide who calls a service, as opposed to who reads data. */
export function isService(type: string): boolean {
  return /^gcp:(cloudrun|cloudrunv2|cloudfunctions|cloudfunctionsv2)\//.test(type);
}
