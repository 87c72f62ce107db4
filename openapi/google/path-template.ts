import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** A variable of a path template and the segments it takes. */
export interface TemplateVariable {
  /** e.g. `["book", "id"]` for `{book.id}`. */
  readonly fieldPath: readonly string[];
  /** Index of its first segment. */
  readonly start: number;
  /**
   * Index after its last segment. Negative when the variable holds `**`: then it counts from the end of segments
   * and verb together, -1 being the very end.
   */
  readonly end: number;
}

/** A path in Google's template grammar. */
export interface PathTemplate {
  readonly text: string;
  /** Each a literal, `*` (one segment that is not empty) or `**` (any rest). */
  readonly segments: readonly string[];
  /** What follows the last colon, e.g. `checkout`; empty without one. */
  readonly verb: string;
  readonly variables: readonly TemplateVariable[];
}

const texts = {
  path_template_invalid: {
    message: "{template} is not a path template Google accepts",
    fix: "start with a slash, end without one, and let each variable be a whole segment, e.g. /orders/{order_id}; after ** only literals may follow",
  },
} as const satisfies Record<string, ErrorText>;

/** A path that Google's grammar refuses, `path_template_invalid`. */
export class PathTemplateError extends LatchkeyError {
  constructor(template: string) {
    super("path_template_invalid", texts.path_template_invalid, { template });
  }
}

const LITERAL_END = /[/:}]/;
const IDENTIFIER_END = /[.}=]/;

/**
 * Reads a path template.
 *
 * @throws {PathTemplateError} where the gateway would refuse the configuration.
 * @see gateway-semantics §4.1
 * @example parsePathTemplate("/v1/{name=shelves/*}:read").segments // ["v1", "shelves", "*"]
 */
export function parsePathTemplate(text: string): PathTemplate {
  if (text === "/") return { text, segments: [], verb: "", variables: [] };
  const segments: string[] = [];
  const open: { fieldPath: string[]; start: number; end: number }[] = [];
  let at = 0;
  const refuse = (): never => {
    throw new PathTemplateError(text);
  };
  const expect = (character: string): void => {
    if (text[at] !== character) refuse();
    at += 1;
  };
  const until = (end: RegExp): string => {
    const rest = text.slice(at);
    const length = rest.search(end);
    const taken = length < 0 ? rest : rest.slice(0, length);
    if (taken === "") refuse();
    at += taken.length;
    return taken;
  };
  const segment = (insideVariable: boolean): void => {
    if (text[at] === "{") {
      if (insideVariable) refuse();
      variable();
    } else if (text.startsWith("**", at)) {
      segments.push("**");
      at += 2;
    } else if (text[at] === "*") {
      segments.push("*");
      at += 1;
    } else {
      segments.push(until(LITERAL_END));
    }
  };
  const list = (insideVariable: boolean): void => {
    segment(insideVariable);
    while (text[at] === "/") {
      at += 1;
      segment(insideVariable);
    }
  };
  const variable = (): void => {
    expect("{");
    const start = segments.length;
    const fieldPath = [until(IDENTIFIER_END)];
    while (text[at] === ".") {
      at += 1;
      fieldPath.push(until(IDENTIFIER_END));
    }
    if (text[at] === "=") {
      at += 1;
      list(true);
    } else {
      segments.push("*");
    }
    expect("}");
    open.push({ fieldPath, start, end: segments.length });
  };

  expect("/");
  list(false);
  let verb = "";
  if (text[at] === ":") {
    at += 1;
    verb = until(LITERAL_END);
  }
  if (at < text.length) refuse();
  const rest = segments.indexOf("**");
  if (rest >= 0 && segments.slice(rest + 1).some((s) => s === "*" || s === "**")) refuse();

  const parts = segments.length + (verb === "" ? 0 : 1);
  const variables = open.map(({ fieldPath, start, end }) => {
    const fromEnd = segments.slice(start, end).includes("**");
    return { fieldPath, start, end: fromEnd ? end - parts - 1 : end };
  });
  return { text, segments, verb, variables };
}

/**
 * The regular expression the gateway matches paths with, in RE2's and ECMAScript's common syntax.
 *
 * One trailing slash is always allowed, before the verb: `/book:read` also takes `/book/:read`. `/` takes only itself.
 * @see gateway-semantics §4.2
 */
export function pathTemplatePattern(template: PathTemplate): string {
  if (template.segments.length === 0) return "^/$";
  const path = template.segments
    .map((segment) => (segment === "*" ? "[^\\/]+" : segment === "**" ? ".*" : quote(segment)))
    .join("/");
  return `^/${path}\\/?${template.verb === "" ? "" : `:${quote(template.verb)}`}$`;
}

/** Whether a path (no query, already normalised) is one of the template's. */
export function matchPathTemplate(template: PathTemplate, path: string): boolean {
  return new RegExp(pathTemplatePattern(template), "s").test(path);
}

function quote(literal: string): string {
  return literal.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
