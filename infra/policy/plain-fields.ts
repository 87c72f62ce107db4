import { isObject } from "../../openapi/google/json.ts";
import { notYetKnown } from "./subject.ts";

/**
 * Copies the properties the policy SDK hands over, which throw on touching a value a preview does not know.
 *
 * Left to throw, one unknown field would silence a rule for the whole resource and be reported as a nuisance.
 *
 * @throws what else a property throws.
 */
export function plainFields(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(props).map((name) => [name, plain(() => props[name])]));
}

function plain(read: () => unknown): unknown {
  try {
    const value = read();
    if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => plain(() => value[index]));
    return isObject(value) ? plainFields(value) : value;
  } catch (error) {
    // By name: loading the class would load the SDK's server.
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return notYetKnown;
    throw error;
  }
}
