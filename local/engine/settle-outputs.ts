import { clear } from "./clear.ts";
import { type Marked, SECRET, UNKNOWN } from "./graph.ts";
import { isEnvelope, type MarkedValues, secret } from "./marshal.ts";

/**
 * Completes what the cloud answered into what the program gets to see, as the Pulumi engine does for a provider that
 * knows nothing of secrets: an output is secret where the input of the same name held a secret, or where the program said so.
 *
 * @param inputs - as the program gave them; those without an output of the same name become outputs.
 * @param answered - outputs by name; what the type keeps secret is in an envelope already.
 * @param additionalSecrets - names of outputs the program wants kept secret.
 * @param preview - true: such a name is announced as a secret nobody knows yet.
 */
export function settleOutputs(
  inputs: MarkedValues,
  answered: MarkedValues,
  additionalSecrets: readonly string[],
  preview: boolean,
): MarkedValues {
  const outputs: Record<string, Marked> = { ...inputs };
  for (const [name, value] of Object.entries(answered)) {
    if (value === undefined) continue;
    outputs[name] = holdsSecret(inputs[name]) || isEnvelope(value, SECRET) ? secret(clear(value)) : value;
  }
  for (const name of additionalSecrets) {
    const value = outputs[name] ?? (preview ? { [UNKNOWN]: true } : undefined);
    if (value !== undefined) outputs[name] = secret(clear(value));
  }
  return outputs;
}

function holdsSecret(value: Marked | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isEnvelope(value, SECRET) || Object.values(value).some((inner) => holdsSecret(inner));
}
