import { type Marked, SECRET } from "./graph.ts";

/** Takes the secret envelopes off, at any depth. Unknowns and assets stay in theirs. */
export function clear(value: Marked): Marked {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(clear);
  const fields = value as Readonly<Record<string, Marked>>;
  return SECRET in fields ? clear(fields[SECRET] ?? null) : clearAll(fields);
}

/** {@link clear} for each of several named values. */
export function clearAll(values: Readonly<Record<string, Marked>>): Record<string, Marked> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clear(value)]));
}
