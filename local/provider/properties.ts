import { plannedOutputs } from "../cloud/outputs.ts";
import type { CloudObject, Values } from "../cloud/state.ts";
import { bare } from "../cloud/unknown.ts";
import type { MarkedValues } from "../engine/marshal.ts";
import { answerOf } from "./answer.ts";
import type { Operation } from "./faults.ts";
import { HalfMadeError } from "./half-made-error.ts";
import { secretNames } from "./secret-names.ts";
import type { Session } from "./session.ts";
import type { Subject } from "./subject.ts";

/** What a preview answers: what an object would be. `before` and `id` are of the object that exists already. */
export function plannedProperties(
  session: Session,
  subject: Subject,
  given: MarkedValues,
  { id, before }: { readonly id: string; readonly before?: Values },
): Promise<MarkedValues> {
  return session.cloud.look((inventory) => {
    const outputs = plannedOutputs(subject.type, bare(given), session.around(subject, inventory, before));
    return answerOf(subject.type, id, outputs, secretNames(given));
  });
}

/**
 * What is answered about an object that was made or changed, unless it is to fail now.
 *
 * @throws {HalfMadeError} where such an object is kept.
 */
export async function madeProperties(
  session: Session,
  { token, name, type }: Subject,
  given: MarkedValues,
  { operation, object }: { readonly operation: Operation; readonly object: CloudObject },
): Promise<MarkedValues> {
  const properties = answerOf(type, object.id, object.outputs, secretNames(given));
  try {
    await session.faults.strike({ operation, when: "after", type: token, name });
  } catch (error) {
    if (type.keptOnFailure !== true) throw error;
    throw new HalfMadeError(error as Error, { id: object.id, inputs: given, properties });
  }
  return properties;
}
