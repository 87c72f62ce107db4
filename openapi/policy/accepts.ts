import type { Policy } from "../compilation.ts";

/** Valid credentials of one request. Policies are monotone, so one token and one key at most tell everything. */
export interface Credentials {
  readonly key: boolean;
  /** Scheme whose token is held. */
  readonly token?: string | undefined;
}

/** True when the description lets a request with these credentials through. */
export function accepts(policy: Policy, held: Credentials): boolean {
  if (policy.open) return true;
  const has = (tokens: readonly string[]) => held.token !== undefined && tokens.includes(held.token);
  const byKey = policy.key && held.key && (policy.key.tokens.length === 0 || has(policy.key.tokens));
  return Boolean(byKey) || has(policy.tokens ?? []);
}

/** The smallest sets of credentials the policy lets through; whatever it accepts holds one of them. */
export function smallestAccepted(policy: Policy): Credentials[] {
  if (policy.open) return [{ key: false }];
  const beside = policy.key?.tokens ?? [];
  const withKey = beside.length > 0 ? beside.map((token) => ({ key: true, token })) : [{ key: true }];
  return [...(policy.key ? withKey : []), ...(policy.tokens ?? []).map((token) => ({ key: false, token }))];
}

const written = new WeakMap<Policy, string>();

/** A text that is equal for policies that demand the same. */
export function policyText(policy: Policy): string {
  const text = written.get(policy) ?? JSON.stringify(policy);
  written.set(policy, text);
  return text;
}

/** True when the policy lets through something that each of the others refuses. */
export function takesMore(policy: Policy, than: readonly Policy[]): boolean {
  return smallestAccepted(policy).some((held) => !than.some((other) => accepts(other, held)));
}
