import type { Problem } from "../errors/problem.ts";
import type { Consumer } from "./consumer.ts";
import { nameAllowed, namePattern, parseConsumer } from "./parse/consumer.ts";
import { checkEntryCount } from "./parse/entry-count.ts";
import { Field } from "./parse/field.ts";
import { checkIdentities } from "./parse/identities.ts";
import { checkKeyRetirement } from "./parse/key-retirement.ts";
import type { SigningAlgorithm } from "./signing-algorithm.ts";

/** What the rest of the stack's configuration says about credentials. */
export interface ConsumerContext {
  /** Names under `latchkey:signingKeys`, oldest first. */
  readonly signingKeys: readonly string[];
  /** Algorithm of the signing keys; RS256 unless said otherwise. */
  readonly signingAlgorithm?: SigningAlgorithm;
  /** `latchkey:apiKeys`. */
  readonly keyKind: "google" | "signed";
  /** Cap of a consumer without `maxLifetime`. */
  readonly defaultMaxLifetimeSeconds: number;
}

/** What became of `latchkey:consumers`. With any problem, `consumers` is not to be deployed. */
export interface ParsedConsumers {
  readonly consumers: readonly Consumer[];
  readonly problems: readonly Problem[];
  /** What still works but is near a limit or an end. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads and checks `latchkey:consumers`, reporting everything that is wrong at once.
 *
 * @param value - the map under that key, decoded; nothing at all means no consumers.
 */
export function parseConsumers(value: unknown, context: ConsumerContext): ParsedConsumers {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const root = new Field("latchkey:consumers", value, problems);
  const consumers = root.entries().flatMap(([name, field]) => {
    if (namePattern.test(name)) return [parseConsumer(name, field, context)];
    new Field(field.path, name, problems).refuse("is not a consumer's name", nameAllowed);
    return [];
  });
  checkIdentities(root, consumers, problems);
  checkEntryCount(root, consumers, context.signingAlgorithm ?? "RS256", warnings);
  checkKeyRetirement(root, consumers, context.signingKeys, warnings);
  return { consumers, problems, warnings };
}
