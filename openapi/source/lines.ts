/** Turns offsets into a text into lines and columns, both counted from 1. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** Line and column (in UTF-16 code units) of an offset. */
  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** Text of a line without its end; undefined when there is no such line. */
  textOf(text: string, line: number): string | undefined {
    const start = this.#starts[line - 1];
    if (start === undefined) return undefined;
    // Looked at from its end: a line may be a whole minified file, and is asked for once per finding.
    const next = this.#starts[line];
    if (next === undefined) return text.slice(start);
    return text.slice(start, text[next - 2] === "\r" ? next - 2 : next - 1);
  }
}
