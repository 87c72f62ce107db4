import { EVENT_ID, type Event, parseEvents, YAMLException } from "js-yaml";
import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import { type BaseText, buildTree } from "./build-tree.ts";
import { checkReference } from "./check-reference.ts";
import { countMarks, isFlood } from "./count-marks.ts";
import { Cursor } from "./cursor.ts";
import { MAX_BYTES } from "./read-text.ts";
import type { Sources } from "./sources.ts";

/** Google's parser follows no more. @see https://docs.cloud.google.com/api-gateway/docs/openapi-limitations */
const MAX_ALIASES = 200;
/** Levels of nesting. */
export const MAX_DEPTH = 100;
const MAX_DIRECTIVES = 100;

/**
 * Parses YAML or JSON, one parser for both, because `JSON.parse` hides duplicate keys.
 *
 * @param description - the description's own file, which says how far references may lead.
 * @param from - the file that references in it are read from.
 * @returns the root of the file, or undefined after findings.
 */
export function parseTree(
  text: string,
  file: string,
  sources: Sources,
  description: string,
  log: FindingLog,
  from = file,
): Cursor | undefined {
  const isTooLong = sources.length + text.length > MAX_BYTES;
  const base = sources.add(file, text);
  const source: BaseText = { text, base, place: (offset, pointer) => sources.place(offset, pointer) };
  const before = log.errorCount;
  if (isTooLong) log.add("too_large", start(file), { limit: MAX_BYTES });
  else checkAmount(source, file, sources, log);
  if (log.errorCount > before) return undefined;
  const events = readEvents(source, log);
  if (events === undefined) return undefined;
  if (isEmpty(events)) {
    log.add("empty_description", source.place(base));
    return undefined;
  }
  checkEvents(events, source, log);
  if (log.errorCount > before) return undefined;
  const root = buildTree(events, source, log, (ref, place) => checkReference(ref, from, place, description, log));
  return log.errorCount > before ? undefined : new Cursor(sources, root);
}

/** Refuses what would keep the parser busy for minutes, or use up all memory. */
function checkAmount({ text, base, place }: BaseText, file: string, sources: Sources, log: FindingLog): void {
  const count = countMarks(text);
  if (isFlood(count, text.length, sources.marks)) log.add("too_many_values", start(file), { count });
  sources.marks += count;
  let at = -1;
  for (let directives = 0; directives <= MAX_DIRECTIVES; directives += 1) {
    at = text.indexOf("\n%", at + 1);
    if (at === -1) return;
  }
  log.add("bad_syntax", place(base + at + 1), { what: `more than ${MAX_DIRECTIVES} lines begin with %` });
}

function start(file: string): Place {
  return { file, line: 1, column: 1, pointer: "" };
}

function readEvents({ text, base, place }: BaseText, log: FindingLog): Event[] | undefined {
  try {
    // The parser counts the scalar inside the innermost collection as a level too.
    return parseEvents(text, { maxDepth: MAX_DEPTH + 1 });
  } catch (error) {
    // The parser checks tags with expressions that recurse once per character.
    if (error instanceof RangeError) {
      log.add("bad_syntax", place(base + Math.max(0, text.search(/!\S{1000}/))), { what: "a tag is too long" });
      return undefined;
    }
    if (!(error instanceof YAMLException)) throw error;
    const at = Math.min(error.mark?.position ?? 0, text.length);
    if (error.reason.startsWith("nesting exceeded")) log.add("too_deep", place(base + at), { limit: MAX_DEPTH });
    else if (isTab(text, at)) log.add("tab_indentation", place(base + at));
    else log.add("bad_syntax", place(base + at), { what: error.reason });
    return undefined;
  }
}

/** The stream's beginning and end around nothing, or around one empty value. */
function isEmpty(events: readonly Event[]): boolean {
  const [, first, second] = events;
  if (events.length < 3 || first?.type !== EVENT_ID.SCALAR) return events.length < 3;
  return first.valueStart === -1 && second?.type === EVENT_ID.POP && events.length === 3;
}

function checkEvents(events: readonly Event[], { text, base, place }: BaseText, log: FindingLog): void {
  let aliases = 0;
  let documents = 0;
  for (const [index, event] of events.entries()) {
    if (event.type === EVENT_ID.ALIAS) {
      aliases += 1;
      if (aliases === MAX_ALIASES + 1)
        log.add("too_many_aliases", place(base + event.anchorStart - 1), { limit: MAX_ALIASES });
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      documents += 1;
      if (documents === 2) {
        const start = startOf(events[index + 1], text.length);
        log.add("several_documents", place(base + (event.explicitStart ? text.lastIndexOf("---", start) : start)));
      }
    }
  }
}

function startOf(event: Event | undefined, otherwise: number): number {
  const start = event && "start" in event ? event.start : event && "valueStart" in event ? event.valueStart : -1;
  return start === -1 ? otherwise : start;
}

// The parser has a message of its own for some tabs and stumbles over the consequences of others.
function isTab(text: string, at: number): boolean {
  // JSON may be indented with tabs.
  if (/^\s*[[{]/.test(text)) return false;
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^ *\t/.test(text.slice(start, start + 200)) && /^[\t ]*$/.test(text.slice(start, at));
}
