import { nearest } from "../../errors/nearest.ts";
import type { Problem } from "../../errors/problem.ts";
import { show } from "./show.ts";

/** Namespaces this program reads. */
const ours = ["latchkey", "gcp"];

/**
 * Finds settings that nobody reads because of how their namespace is written.
 *
 * Other namespaces are left alone: a clone of this project may configure more than we know.
 */
export function findStrays(config: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(config).flatMap(([key, value]): Problem[] => {
    const colon = key.indexOf(":");
    const namespace = key.slice(0, Math.max(0, colon));
    if (ours.includes(namespace)) return [];
    const guess = colon === -1 ? "latchkey" : nearest(namespace, ours);
    if (guess === undefined) return [];
    const right = `${guess}:${key.slice(colon + 1)}`;
    return [{ key, seen: show(value), allowed: right, message: `is read by nobody; did you mean ${right}?` }];
  });
}
