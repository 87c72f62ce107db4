import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";
import { nearest } from "../errors/nearest.ts";
import type { ConsumerOutputs, StackOutputs } from "../local/stack-outputs.ts";

/** What can be wrong with a name on the command line. */
export const unknownCredentialErrors = {
  unknown_consumer: { message: "the stack has no consumer {consumer}{guess}", fix: "its consumers are: {known}" },
  no_such_key: { message: "{consumer} holds no API key {generation}", fix: "its generations are: {known}" },
  which_key: { message: "{consumer} holds more than one API key", fix: "name the generation: {known}" },
} as const satisfies Record<string, ErrorText>;

/** A command names a consumer, or a credential of it, that the stack does not have. */
export class UnknownCredentialError extends LatchkeyError {
  constructor(code: keyof typeof unknownCredentialErrors, details: Record<string, string>) {
    super(code, unknownCredentialErrors[code], details);
  }
}

/**
 * The consumer of that name.
 *
 * @throws {UnknownCredentialError} with the nearest name.
 */
export function needConsumer(outputs: StackOutputs, consumer: string): ConsumerOutputs {
  const found = Object.hasOwn(outputs.consumers, consumer) ? outputs.consumers[consumer] : undefined;
  if (found) return found;
  const names = Object.keys(outputs.consumers);
  const guess = nearest(consumer, names);
  throw new UnknownCredentialError("unknown_consumer", {
    consumer,
    guess: guess ? `; did you mean ${guess}?` : "",
    known: names.join(", ") || "none",
  });
}

/**
 * The key string of one generation, or of the only one.
 *
 * @throws {UnknownCredentialError}
 */
export function needKey(outputs: StackOutputs, consumer: string, generation: string | undefined): string {
  const ids = needConsumer(outputs, consumer).keys.map((key) => key.id);
  const known = ids.join(", ") || "none";
  if (generation === undefined && ids.length > 1) throw new UnknownCredentialError("which_key", { consumer, known });
  const id = generation ?? ids[0] ?? "";
  const keys = outputs.apiKeys[consumer];
  const key = ids.includes(id) ? keys?.[id] : undefined;
  if (key === undefined) throw new UnknownCredentialError("no_such_key", { consumer, generation: id, known });
  return key;
}
