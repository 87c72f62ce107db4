import { fieldOf } from "../../openapi/google/json.ts";
import { notYetKnown, type Subject } from "./subject.ts";

/**
 * Reads an input.
 *
 * @returns the value, `undefined` where it is absent, {@link notYetKnown} where it or what holds it is.
 */
export function inputAt(subject: Pick<Subject, "inputs">, ...path: readonly (string | number)[]): unknown {
  let value: unknown = subject.inputs;
  for (const step of path) {
    if (value === notYetKnown) return value;
    value = typeof step === "number" ? (Array.isArray(value) ? value[step] : undefined) : fieldOf(value, step);
  }
  // The engine writes null where the program wrote nothing.
  return value ?? undefined;
}
