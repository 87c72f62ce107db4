import { nearest } from "../../errors/nearest.ts";
import type { FindingLog } from "../finding-log.ts";
import type { FindingText } from "../findings/finding-text.ts";
import { type FindingCode, findings } from "../findings.ts";
import type { Cursor } from "../source/cursor.ts";

const MAX_LETTERS = 60;
const MAX_NAMES = 200;

const codes = Object.keys(findings) as FindingCode[];

/**
 * Reads `x-latchkey-allow`: findings that the author knows of and lets stand, here and below, each with a reason.
 *
 * @param holder - what the extension stands on.
 * @param everywhere - that is the root of the description.
 */
export function readAllowances(holder: Cursor, everywhere: boolean, log: FindingLog): void {
  const list = holder.get("x-latchkey-allow");
  if (!list) return;
  const refuse = (at: Cursor, what: string) => log.add("allow_malformed", at.place, { what });
  if (list.node.kind !== "list") refuse(list, "is no list");
  for (const item of list.items()) {
    const stray = [...item.entries()].find(([field]) => field !== "code" && field !== "reason");
    const written = item.get("code")?.text;
    const reason = item.get("reason")?.text?.trim();
    if (stray) refuse(stray[1], `has a field \`${stray[0]}\``);
    else if (written === undefined) refuse(item, "names no `code`");
    else if (!reason) refuse(item, "gives no `reason`");
    else {
      const code = codes.find((candidate) => candidate === written);
      const place = (item.get("code") ?? item).place;
      if (!code) log.add("allow_unknown_code", place, { code: written, guess: perhaps(written, codes) });
      else if (!isAllowable(findings[code])) log.add("allow_refused", place, { code });
      else log.allow({ code, reason, place, below: holder.pointer, everywhere });
    }
  }
}

/** Warnings and notes always are; an error is where its row says when. */
export function isAllowable({ severity, allowWhen }: FindingText): boolean {
  return severity !== "error" || allowWhen !== undefined;
}

/** `; perhaps … is meant`, or nothing. */
export function perhaps(word: string, known: readonly string[]): string {
  // Names come from anybody, and the search compares letter by letter.
  const guess = word.length > MAX_LETTERS || known.length > MAX_NAMES ? undefined : nearest(word, known);
  return guess === undefined ? "" : `; perhaps \`${guess}\` is meant`;
}
