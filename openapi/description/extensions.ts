import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";

/** Our extensions, by the kind of place they may stand at. */
export const extensions = {
  root: ["x-latchkey-catch-all"],
  operation: ["x-latchkey-public"],
  scheme: ["x-latchkey-issuer"],
  path: [],
} as const;

/** Refuses `x-latchkey-…` names that mean nothing here: a misspelt one would be ignored silently. */
export function checkExtensions(at: Cursor, kind: keyof typeof extensions, log: FindingLog): void {
  const known: readonly string[] = extensions[kind];
  for (const [name, value] of at.entries()) {
    if (name.startsWith("x-latchkey-") && !known.includes(name)) {
      log.add("unknown_extension", value.place, { name, known: known.join(", ") || "none" });
    }
  }
}

/** Reads a true/false extension; anything else is a finding and counts as false. */
export function readSwitch(at: Cursor, name: string, log: FindingLog): boolean {
  const value = at.get(name);
  if (!value) return false;
  if (typeof value.scalar !== "boolean") log.add("wrong_type", value.place, { what: name, expected: "true or false" });
  return value.scalar === true;
}
