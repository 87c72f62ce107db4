import { nearest } from "../../errors/nearest.ts";
import type { Problem } from "../../errors/problem.ts";

/** One value of the configuration, with its full path and the list that problems go to. */
export class Field {
  readonly path: string;
  readonly value: unknown;
  readonly problems: Problem[];

  constructor(path: string, value: unknown, problems: Problem[]) {
    this.path = path;
    this.value = value;
    this.problems = problems;
  }

  /** Writes down that this value cannot stay as it is. */
  refuse(message: string, allowed: string): void {
    this.problems.push({ key: this.path, seen: shown(this.value), allowed, message });
  }

  /** The value as text; a number counts, because YAML reads an unquoted `2026` as one. */
  text(message: string, allowed: string, pattern: RegExp): string | undefined {
    const text = typeof this.value === "number" ? String(this.value) : this.value;
    if (typeof text === "string" && pattern.test(text)) return text;
    this.refuse(message, allowed);
    return undefined;
  }

  /** The items of a list; none when it is absent. */
  items(): Field[] {
    if (this.value === undefined || this.value === null) return [];
    if (Array.isArray(this.value)) {
      return this.value.map((item, index) => new Field(`${this.path}[${index}]`, item, this.problems));
    }
    this.refuse("is not a list", "a list");
    return [];
  }

  /** The entries of a map, in order; none when it is absent. */
  entries(): [string, Field][] {
    if (this.value === undefined || this.value === null) return [];
    if (typeof this.value === "object" && !Array.isArray(this.value)) {
      return Object.entries(this.value).map(([name, value]) => [
        name,
        new Field(`${this.path}.${name}`, value, this.problems),
      ]);
    }
    this.refuse("is not a map", "a map");
    return [];
  }

  /** The named entries of a map. An entry under any other name is a problem, told with the nearest name. */
  members<Name extends string>(names: readonly Name[]): Record<Name, Field> {
    const found = new Map<string, Field>(this.entries());
    for (const [name, field] of found) {
      if ((names as readonly string[]).includes(name)) continue;
      const guess = nearest(name, names);
      field.refuse(`is not a setting${guess === undefined ? "" : `; did you mean ${guess}?`}`, names.join(", "));
    }
    const member = (name: Name) => found.get(name) ?? new Field(`${this.path}.${name}`, undefined, this.problems);
    return Object.fromEntries(names.map((name) => [name, member(name)])) as Record<Name, Field>;
  }
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = (typeof value === "string" ? value : String(JSON.stringify(value))).replace(/[^\x20-\x7e]/g, "?");
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
