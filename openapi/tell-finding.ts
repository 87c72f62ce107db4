import { excerpt } from "./excerpt.ts";
import type { Finding } from "./finding.ts";
import { printable } from "./printable.ts";
import type { Sources } from "./source/sources.ts";

/** What a finding is told with. */
export interface Telling {
  /** Gives the line it stands in; absent: the line is not shown. */
  readonly sources?: Pick<Sources, "lineOf">;
  /** Colours what says how grave it is. */
  readonly paint?: (severity: Finding["severity"], text: string) => string;
}

/** Says a finding to a person: where, what, the line at fault, what Google would do, and how to mend it or why it may stand. */
export function tellFinding(
  { place, severity, code, message, google, fix, allowed }: Finding,
  { sources, paint = (_, text) => text }: Telling = {},
): string {
  const line = sources?.lineOf(place.file, place.line);
  const told = [
    `${printable(place.file)}:${place.line}:${place.column} ${paint(severity, severity)} ${code}: ${printable(message)}`,
  ];
  if (line !== undefined) {
    const [source, caret] = excerpt(line, place.line, place.column);
    told.push(source, paint(severity, caret));
  }
  const way = allowed === undefined ? `  fix: ${printable(fix)}` : `  allowed: ${printable(allowed)}`;
  return [...told, `  Google: ${printable(google)}`, way].join("\n");
}
