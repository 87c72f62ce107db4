import { nearest } from "../../errors/nearest.ts";
import type { Problem } from "../../errors/problem.ts";
import { show } from "./show.ts";

/** What a text setting must look like. */
export interface TextRule {
  readonly pattern?: RegExp;
  /** Said when the value is missing or does not fit, e.g. `an image, such as europe-docker.pkg.dev/acme/web/api:1.4.2`. */
  readonly allowed: string;
}

/** Whole numbers from `min` to `max`. */
export interface NumberRule {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads one level of configuration and collects every problem instead of stopping at the first.
 *
 * A value may be typed (nested YAML) or text (top level, as the Pulumi CLI hands it over).
 */
export class SettingsReader {
  readonly problems: Problem[];
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #prefix: string;

  constructor(values: Readonly<Record<string, unknown>>, prefix: string, problems: Problem[] = []) {
    this.#values = values;
    this.#prefix = prefix;
    this.problems = problems;
  }

  /** Full path of a key, as problems name it. */
  path(key: string): string {
    return `${this.#prefix}${key}`;
  }

  has(key: string): boolean {
    return this.#value(key) !== undefined;
  }

  /** Reports every key that is not in `known`, with the nearest one that is. */
  refuseUnknown(known: readonly string[]): void {
    for (const key of Object.keys(this.#values)) {
      if (known.includes(key)) continue;
      const guess = nearest(key, known);
      this.report(
        key,
        `there is no such setting${guess ? `; did you mean ${this.path(guess)}?` : ""}`,
        known.join(", "),
      );
    }
  }

  text(key: string, rule: TextRule): string | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    if (typeof text === "string" && text !== "" && (rule.pattern?.test(text) ?? true)) return text;
    this.report(key, "is not valid", rule.allowed);
    return undefined;
  }

  requiredText(key: string, rule: TextRule & { readonly missing: string }): string {
    if (!this.has(key)) {
      this.report(key, rule.missing, rule.allowed);
      return "";
    }
    return this.text(key, rule) ?? "";
  }

  choice<T extends string, Fallback extends T | undefined>(
    key: string,
    allowed: readonly T[],
    fallback: Fallback,
  ): T | Fallback {
    const value = this.#value(key);
    if (value === undefined) return fallback;
    const found = allowed.find((choice) => choice === value);
    if (found === undefined) this.report(key, "is not one of the choices", allowed.join(", "));
    return found ?? fallback;
  }

  number(key: string, rule: NumberRule): number | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isInteger(number) && number >= rule.min && number <= rule.max)
      return number;
    this.report(key, "is not a whole number in range", `${rule.min} to ${rule.max}`);
    return undefined;
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.#value(key);
    if (value === undefined) return fallback;
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    this.report(key, "is not true or false", "true, false");
    return fallback;
  }

  list(key: string, rule: TextRule): string[] {
    const value = this.#decoded(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.report(key, "is not a list", `a list of ${rule.allowed}`);
      return [];
    }
    const seen = new Set<string>();
    return value.flatMap((item, index) => {
      const text = typeof item === "number" ? String(item) : item;
      if (typeof text !== "string" || !(rule.pattern?.test(text) ?? true)) {
        this.report(`${key}[${index}]`, "is not valid", rule.allowed, item);
      } else if (seen.has(text)) {
        this.report(`${key}[${index}]`, "stands there twice", "each value once", item);
      } else {
        seen.add(text);
        return [text];
      }
      return [];
    });
  }

  /** A text for each name, e.g. environment variables. */
  map(key: string, rule: { readonly name: TextRule; readonly value: TextRule }): Record<string, string> {
    const entries: Record<string, string> = {};
    for (const [name, value] of Object.entries(this.object(key) ?? {})) {
      const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
      if (!(rule.name.pattern?.test(name) ?? true))
        this.report(`${key}.${name}`, "has a name that is not allowed", rule.name.allowed, name);
      else if (typeof text !== "string" || !(rule.value.pattern?.test(text) ?? true)) {
        this.report(`${key}.${name}`, "is not valid", rule.value.allowed, value);
      } else entries[name] = text;
    }
    return entries;
  }

  /** An object as it stands, or nothing. */
  object(key: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.#decoded(key);
    if (value === undefined) return undefined;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    this.report(key, "is not a map of settings", "a map");
    return undefined;
  }

  /** A reader for the settings under `key`; an empty one when there are none. */
  nested(key: string): SettingsReader {
    return new SettingsReader(this.object(key) ?? {}, `${this.path(key)}.`, this.problems);
  }

  /** Any value, decoded from JSON where the CLI hands it over as text. */
  raw(key: string): unknown {
    return this.#decoded(key);
  }

  report(key: string, message: string, allowed: string, seen: unknown = this.#values[key]): void {
    this.problems.push({ key: this.path(key), seen: show(seen), allowed, message });
  }

  #value(key: string): unknown {
    const value = Object.hasOwn(this.#values, key) ? this.#values[key] : undefined;
    return value === null || value === "" ? undefined : value;
  }

  #decoded(key: string): unknown {
    const value = this.#value(key);
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }
}
