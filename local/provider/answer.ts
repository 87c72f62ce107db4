import { made } from "../cloud/outputs.ts";
import type { ResourceType } from "../cloud/resource-type.ts";
import type { Values } from "../cloud/state.ts";
import type { MarkedValues } from "../engine/marshal.ts";
import { withSecrets } from "./secret-names.ts";

/**
 * What the engine may write down about an object: secret is what the type keeps so, and what came in as a secret.
 *
 * @param secrets - names of inputs that were secret.
 */
export function answerOf(type: ResourceType, id: string, outputs: Values, secrets: readonly string[]): MarkedValues {
  return withSecrets(made(type, id, outputs).outputs, secrets);
}
