import type { DescribedOperation, Description } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";
import { accepts } from "./accepts.ts";

/**
 * Finds what signed keys cannot express: key AND token, quotas, and operations that tell key from own token.
 *
 * @see the price of signed keys in the design: one scheme, two locations
 */
export function checkSignedKeys(description: Description, log: FindingLog): void {
  const own = [...description.schemes].find(([, scheme]) => scheme.kind === "own")?.[0];
  const told = ({ method, path }: DescribedOperation) => ({ method, path });
  for (const operation of description.operations) {
    if (operation.policy.key && operation.policy.key.tokens.length > 0) {
      log.add("signed_key_and_token", operation.securityPlace, told(operation));
    }
    if (Object.keys(operation.metricCosts).length > 0) log.add("signed_quota", operation.place, told(operation));
  }
  if (own === undefined) return;
  const keyOnly = description.operations.filter(({ policy }) => takes(policy, true) && !takes(policy, false));
  const tokenOnly = description.operations.filter(({ policy }) => !takes(policy, true) && takes(policy, false));
  if (keyOnly.length === 0 || tokenOnly.length === 0) return;
  for (const operation of keyOnly) {
    log.add("signed_mix", operation.securityPlace, { ...told(operation), this: "a key", that: "an own token" });
  }
  for (const operation of tokenOnly) {
    log.add("signed_mix", operation.securityPlace, { ...told(operation), this: "an own token", that: "a key" });
  }

  function takes(policy: DescribedOperation["policy"], key: boolean): boolean {
    return accepts(policy, key ? { key } : { key, token: own });
  }
}
