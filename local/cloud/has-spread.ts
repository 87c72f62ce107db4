import type { Surroundings } from "./resource-type.ts";
import type { CloudObject } from "./state.ts";

/** Seconds after which Google's other services know of a new object. @see google-facts §9 */
const SPREAD_SECONDS: Readonly<Record<string, number>> = {
  "gcp:serviceaccount/account:Account": 60,
  "gcp:projects/service:Service": 120,
};

/** Whether an object is old enough for Google's other services to know of it. */
export function hasSpread(object: CloudObject, type: string, { now, lag }: Surroundings): boolean {
  return now - object.createdAt >= (SPREAD_SECONDS[type] ?? 0) * 1000 * (lag ?? 0);
}
