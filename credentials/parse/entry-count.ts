import type { Problem } from "../../errors/problem.ts";
import type { Consumer } from "../consumer.ts";
import { publishedGenerations } from "../published.ts";
import type { SigningAlgorithm } from "../signing-algorithm.ts";
import { Field } from "./field.ts";

/**
 * How many entries a key set may hold.
 *
 * A token without a kid makes the gateway try every entry: measured on Envoy, 24 ms at 1,000 RS256 entries, and 75 ms with ES256.
 * @see gateway-semantics §12
 */
export const entryLimits: Readonly<Record<SigningAlgorithm, number>> = { RS256: 1_000, ES256: 250 };

/** Refuses more token generations than the key set may hold, and warns from half of that. */
export function checkEntryCount(
  root: Field,
  consumers: readonly Consumer[],
  algorithm: SigningAlgorithm,
  warnings: Problem[],
): void {
  const limit = entryLimits[algorithm];
  const count = publishedGenerations(consumers).length;
  if (count * 2 <= limit) return;
  const at = new Field(root.path, `${count} published token generations`, count > limit ? root.problems : warnings);
  const message =
    count > limit
      ? "are more than the key set may hold: a token without a kid makes the gateway try every one"
      : "fill more than half of what the key set may hold";
  at.refuse(message, `at most ${limit} with ${algorithm}; revoke generations that nobody uses`);
}
