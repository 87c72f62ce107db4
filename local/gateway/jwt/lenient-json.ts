/** JSON as the gateway's parser hands it on. Objects have no prototype, so that no name means anything but itself. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const MAX_DEPTH = 100;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const NAME = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const LITERALS = new Map<string, Json>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

class NotJson extends Error {}

/**
 * Parses the dialect of JSON that Google's gateway takes for tokens and key sets.
 *
 * Beyond JSON: trailing commas, single quotes, names without quotes, raw control characters in strings. Stricter than JSON: no name twice in one
 * object, no lone surrogate, no number beyond a double, at most 100 levels, valid UTF-8 without byte order mark.
 *
 * @returns undefined where the gateway says "invalid JSON".
 * @see gateway-semantics §12
 */
export function parseLenientJson(bytes: Uint8Array): Json | undefined {
  try {
    return parse(utf8.decode(bytes));
  } catch (error) {
    if (error instanceof NotJson || error instanceof TypeError) return undefined;
    throw error;
  }
}

function parse(text: string): Json {
  let at = 0;

  const skip = (): string => {
    while (text[at] === " " || text[at] === "\n" || text[at] === "\t" || text[at] === "\r") at += 1;
    return text.charAt(at);
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };

  const string = (): string => {
    const quote = text.charAt(at);
    let value = "";
    at += 1;
    for (;;) {
      const character = text.charAt(at);
      if (character === "") throw new NotJson();
      at += 1;
      if (character === quote) break;
      if (character !== "\\") {
        value += character;
        continue;
      }
      const kind = text.charAt(at);
      at += 1;
      if (kind === "u") {
        const digits = text.slice(at, at + 4);
        if (!/^[0-9A-Fa-f]{4}$/.test(digits)) throw new NotJson();
        value += String.fromCharCode(Number.parseInt(digits, 16));
        at += 4;
      } else {
        const meant = ESCAPES[kind];
        if (meant === undefined) throw new NotJson();
        value += meant;
      }
    }
    if (!value.isWellFormed()) throw new NotJson();
    return value;
  };

  const list = <T>(close: string, one: () => T): T[] => {
    const items: T[] = [];
    at += 1;
    while (skip() !== close) {
      items.push(one());
      if (skip() === ",") at += 1;
      else if (text[at] !== close) throw new NotJson();
    }
    at += 1;
    return items;
  };

  const name = (): string => {
    const first = skip();
    if (first === '"' || first === "'") return string();
    const bare = match(NAME);
    if (bare === undefined || LITERALS.has(bare)) throw new NotJson();
    return bare;
  };

  const value = (depth: number): Json => {
    const first = skip();
    if ((first === "{" || first === "[") && depth === MAX_DEPTH) throw new NotJson();
    if (first === "[") return list("]", () => value(depth + 1));
    if (first === "{") {
      const object: { [name: string]: Json } = Object.create(null);
      list("}", () => {
        const key = name();
        if (skip() !== ":" || key in object) throw new NotJson();
        at += 1;
        object[key] = value(depth + 1);
      });
      return object;
    }
    if (first === '"' || first === "'") return string();
    const digits = match(NUMBER);
    if (digits !== undefined) {
      const number = Number(digits);
      if (!Number.isFinite(number) || /[\w.$]/.test(text.charAt(at))) throw new NotJson();
      return number;
    }
    const literal = LITERALS.get(match(NAME) ?? "");
    if (literal === undefined) throw new NotJson();
    return literal;
  };

  const result = value(0);
  skip();
  if (at < text.length) throw new NotJson();
  return result;
}
