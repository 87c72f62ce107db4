import { Composer, type Document, type ParsedNode, Parser, type YAMLError } from "yaml";
import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import { buildTree } from "./build-tree.ts";
import { Cursor, type Source } from "./cursor.ts";
import { Lines } from "./lines.ts";
import { measureTokens } from "./measure-tokens.ts";

/** Google's parser follows no more. @see https://docs.cloud.google.com/api-gateway/docs/openapi-limitations */
export const MAX_ALIASES = 200;
/** Levels of nesting. */
export const MAX_DEPTH = 100;
const MAX_SYNTAX_FINDINGS = 10;

/**
 * Parses YAML or JSON, one parser for both, because `JSON.parse` hides duplicate keys.
 *
 * @returns the root of the description, or undefined after findings.
 */
export function parseTree(text: string, file: string, log: FindingLog): Cursor | undefined {
  const source: Source = { file, lines: new Lines(text) };
  const place = (offset: number): Place => ({ file, ...source.lines.at(offset), pointer: "" });

  const tokens = [...new Parser().parse(text)];
  const size = measureTokens(tokens, MAX_DEPTH, MAX_ALIASES);
  if (size.tooDeepAt !== undefined) log.add("too_deep", place(size.tooDeepAt), { limit: MAX_DEPTH });
  if (size.tooManyAliasesAt !== undefined) {
    log.add("too_many_aliases", place(size.tooManyAliasesAt), { limit: MAX_ALIASES });
  }
  if (log.hasErrors) return undefined;

  const composer = new Composer({ uniqueKeys: false, stringKeys: true, logLevel: "silent" });
  const documents = [...composer.compose(tokens, true, text.length)] as Document.Parsed<ParsedNode>[];
  const [first, second] = documents;
  for (const document of documents) {
    for (const error of [...document.errors, ...document.warnings].slice(0, MAX_SYNTAX_FINDINGS)) {
      if (isTab(error, text)) log.add("tab_indentation", place(error.pos[0]));
      else log.add("bad_syntax", place(error.pos[0]), { what: error.message.split("\n")[0] ?? error.code });
    }
  }
  if (second) log.add("several_documents", place(second.range[0]));
  if (log.hasErrors || !first) return undefined;
  if (!first.contents) {
    log.add("empty_description", place(0));
    return undefined;
  }
  const root = buildTree(first.contents, source, log);
  return root && !log.hasErrors ? new Cursor(source, root) : undefined;
}

// The parser has a code of its own for some tabs and stumbles over the consequences of others.
function isTab(error: YAMLError, text: string): boolean {
  if (error.code === "TAB_AS_INDENT") return true;
  const start = text.lastIndexOf("\n", error.pos[0] - 1) + 1;
  return /^ *\t/.test(text.slice(start, start + 200)) && /^[\t ]*$/.test(text.slice(start, error.pos[0]));
}
