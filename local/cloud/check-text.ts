import { CloudError } from "./errors.ts";
import type { Surroundings } from "./resource-type.ts";
import type { Json, Values } from "./state.ts";
import { isUnknown } from "./unknown.ts";

/** A text Google accepts: the pattern, and the same in words. */
export interface TextRule {
  readonly pattern: RegExp;
  /** e.g. `it must be 1 to 63 of a-z, 0-9 and -`. */
  readonly rule: string;
}

/** Lower case letters, digits and dashes: most of Google's ids, up to a length. */
export function dashedId(maxLength: number, start = "[a-z0-9]"): TextRule {
  return {
    pattern: new RegExp(`^(?=.{1,${maxLength}}$)${start}([a-z0-9-]*[a-z0-9])?$`),
    rule: `it must be at most ${maxLength} of a-z, 0-9 and -, and not begin or end with -`,
  };
}

/** One of a few words. */
export function oneOf(...words: readonly string[]): TextRule {
  return { pattern: new RegExp(`^(${words.join("|")})$`), rule: `it must be one of ${words.join(", ")}` };
}

/**
 * Refuses an input that is there and known but not what Google accepts.
 *
 * @throws {CloudError} `invalid_input`
 */
export function checkText(inputs: Values, input: string, around: Surroundings, text: TextRule): void {
  const value: Json | undefined = inputs[input];
  if (value === undefined || isUnknown(value)) return;
  if (typeof value === "string" && text.pattern.test(value)) return;
  const shown = typeof value === "string" ? `"${value.slice(0, 80)}"` : JSON.stringify(value).slice(0, 80);
  throw new CloudError("invalid_input", { resource: around.resource, input, value: shown, rule: text.rule });
}

/** An input as text, or undefined when it is absent, unknown or something else. */
export function text(inputs: Values, input: string): string | undefined {
  const value = inputs[input];
  return typeof value === "string" ? value : undefined;
}

/** An input or output that is known to be text by now. */
export function need(values: Values, name: string): string {
  const value = values[name];
  if (typeof value !== "string") throw new TypeError(`${name} is not text`);
  return value;
}
