import type { Place } from "../finding.ts";
import { Lines } from "./lines.ts";

interface SourceFile {
  readonly name: string;
  /** Where the file begins in the count through all of them. */
  readonly base: number;
  readonly text: string;
  lines?: Lines;
}

/**
 * The files one API description is written in.
 *
 * Offsets count through all of them, one after the other, so a single number says which file a node comes from and where
 * it stands in it.
 */
export class Sources {
  readonly #files: SourceFile[] = [];
  #length = 0;
  /** What values begin with, counted over all files. */
  marks = 0;

  /** Takes a file in. @returns what to add to offsets into its text. */
  add(name: string, text: string): number {
    const base = this.#length;
    this.#files.push({ name, base, text });
    // One more than its length, so that its end is not the next file's beginning.
    this.#length += text.length + 1;
    return base;
  }

  /** Characters of all files. */
  get length(): number {
    return this.#length;
  }

  /** Where an offset stands. */
  place(offset: number, pointer = ""): Place {
    const file = this.#at(offset);
    file.lines ??= new Lines(file.text);
    return { file: file.name, ...file.lines.at(offset - file.base), pointer };
  }

  /** Name of the file an offset stands in. */
  nameAt(offset: number): string {
    return this.#at(offset).name;
  }

  /** Names of the files, in the order in which they were taken in. */
  get names(): readonly string[] {
    return this.#files.map(({ name }) => name);
  }

  /** Text of a line, counted from 1; undefined for a file or a line that is not there. */
  lineOf(name: string, line: number): string | undefined {
    const file = this.#files.find((candidate) => candidate.name === name);
    if (!file) return undefined;
    file.lines ??= new Lines(file.text);
    return file.lines.textOf(file.text, line);
  }

  #at(offset: number): SourceFile {
    const file = this.#files.findLast(({ base }) => base <= offset);
    if (!file) throw new Error("no file has been taken in");
    return file;
  }
}
