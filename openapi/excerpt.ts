import { displayWidth } from "./display-width.ts";
import { printable } from "./printable.ts";

/** Columns of a terminal that a source line may take, and how many of them before the caret. */
const limits = { all: 100, before: 60 };
/** How far a line is looked at: it may be a whole minified file. Room for characters that take no column. */
const reach = 200;

/**
 * A source line with a caret under one of its columns, as two lines; cut around that column where it is long.
 *
 * @param column - counted from 1, in UTF-16 code units.
 */
export function excerpt(text: string, line: number, column: number): readonly [source: string, caret: string] {
  const at = Math.min(column - 1, text.length);
  const before = shown(text.slice(Math.max(0, at - reach), at)).reverse();
  const behind = shown(text.slice(at, at + reach));
  const left = fitting(before, limits.before);
  const kept = before.slice(0, left).reverse();
  const right = fitting(behind, limits.all - widthOf(kept));
  const start = left < before.length || at > reach ? "…" : "";
  const end = right < behind.length || at + reach < text.length ? "…" : "";
  const gutter = String(line).padStart(4);
  return [
    `${gutter} | ${start}${kept.join("")}${behind.slice(0, right).join("")}${end}`.trimEnd(),
    `${" ".repeat(gutter.length)} | ${" ".repeat(start.length + widthOf(kept))}^`,
  ];
}

/** What stands for each character. Two columns for a tab, wherever it stands. */
function shown(text: string): string[] {
  return Array.from(text, (char) => (char >= " " && char <= "~" ? char : char === "\t" ? "  " : printable(char)));
}

/** How many characters, from the first on, fit. */
function fitting(characters: readonly string[], columns: number): number {
  let taken = 0;
  for (const [index, character] of characters.entries()) {
    taken += widthOf([character]);
    if (taken > columns) return index;
  }
  return characters.length;
}

function widthOf(characters: readonly string[]): number {
  return characters.reduce((sum, text) => sum + (text === "  " ? 2 : displayWidth(text)), 0);
}
