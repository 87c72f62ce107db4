import type { Policy } from "../compilation.ts";
import type { FindingLog } from "../finding-log.ts";
import { type Alternative, normalForm } from "../policy/normal-form.ts";
import type { Cursor } from "../source/cursor.ts";
import type { SchemeBook } from "./scheme-book.ts";

/**
 * Reads a `security` list into a policy in normal form.
 *
 * @returns undefined after a finding. An empty list is the open policy: whether it may stand there, the caller knows.
 */
export function readSecurity(list: Cursor, schemes: SchemeBook, log: FindingLog): Policy | undefined {
  if (list.node.kind !== "list") {
    log.add("wrong_type", list.place, { what: "security", expected: "a list of alternatives such as `- key: []`" });
    return undefined;
  }
  const alternatives: Alternative[] = [];
  const seen = new Set<string>();
  let sound = true;
  for (const item of list.items()) {
    const alternative = readAlternative(item, schemes, log);
    if (!alternative) {
      sound = false;
      continue;
    }
    const written = JSON.stringify(
      [...item.entries()].map(([name, scopes]) => [name, scopes.items().map((s) => s.scalar)]).sort(),
    );
    if (seen.has(written)) log.add("duplicate_requirement", item.place);
    seen.add(written);
    alternatives.push(alternative);
  }
  if (sound) tellSuperfluous(list, alternatives, log);
  return sound ? normalForm(alternatives) : undefined;
}

/** An alternative that holds another one is never needed; Google keeps what belongs to neither. */
function tellSuperfluous(list: Cursor, alternatives: readonly Alternative[], log: FindingLog): void {
  const google = alternatives.every(({ key }) => key) ? "the key and a token, always" : "a token always and no key";
  for (const [index, item] of list.items().entries()) {
    const longer = alternatives[index];
    if (!longer?.key || longer.token === undefined) continue;
    const token = longer.token;
    const shorter = alternatives.find((other) => (other.key ? other.token === undefined : other.token === token));
    if (!shorter) continue;
    const more = [...item.entries()].map(([name]) => `\`${name}\``).join(" AND ");
    log.add("superfluous_alternative", item.place, { more, less: shorter.key ? "the key" : `\`${token}\``, google });
  }
}

function readAlternative(item: Cursor, schemes: SchemeBook, log: FindingLog): Alternative | undefined {
  if (item.node.kind !== "map") {
    log.add("wrong_type", item.place, { what: "an alternative of security", expected: "a mapping such as `key: []`" });
    return undefined;
  }
  const named = [...item.entries()];
  if (named.length === 0) {
    log.add("empty_requirement", item.place);
    return undefined;
  }
  let key = false;
  let sound = true;
  const tokens: string[] = [];
  for (const [name, scopes] of named) {
    if (scopes.node.kind !== "list") {
      log.add("wrong_type", scopes.place, { what: name, expected: "a list of scopes, mostly `[]`" });
      sound = false;
    }
    const scheme = schemes.use(name, scopes.place);
    if (!scheme) sound = false;
    else if (scheme.kind === "key") key = true;
    else tokens.push(name);
    if (scheme && scopes.items().length > 0) log.add("scopes_not_checked", scopes.place, { scheme: name });
  }
  if (tokens.length > 1) {
    log.add("anded_tokens", item.place, { schemes: tokens.join(", ") });
    return undefined;
  }
  return sound ? { key, token: tokens[0] } : undefined;
}
