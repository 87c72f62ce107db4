import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";

/**
 * Reads the audiences of an external issuer: a list, or Swagger 2.0's text with commas.
 *
 * @param scheme - where they are missing from.
 * @returns undefined after a finding.
 */
export function readAudiences(
  name: string,
  at: Cursor | undefined,
  scheme: Cursor,
  log: FindingLog,
): string[] | undefined {
  const listed = at?.node.kind === "list" ? at.items().map((item) => item.text ?? "") : (at?.text?.split(",") ?? []);
  const audiences = listed.map((audience) => audience.trim());
  if (!at || audiences.length === 0) {
    log.add("audience_missing", scheme.place, { scheme: name });
    return undefined;
  }
  if (audiences.some((audience) => audience === "" || /[,\s]/.test(audience))) {
    log.add("bad_audience", at.place, { scheme: name });
    return undefined;
  }
  tellOdd(name, audiences, at, log);
  return audiences;
}

function tellOdd(scheme: string, audiences: readonly string[], at: Cursor, log: FindingLog): void {
  const seen = new Map<string, string>();
  for (const audience of audiences) {
    if (audience.includes("*")) log.add("audience_wildcard", at.place, { scheme, audience });
    const other = seen.get(compared(audience));
    if (other !== undefined) log.add("duplicate_audience", at.place, { scheme, audience, other });
    seen.set(compared(audience), audience);
  }
}

/** What the gateway compares. @see gateway-semantics §3.4 */
function compared(audience: string): string {
  return audience.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
