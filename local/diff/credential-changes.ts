import { compareConsumers } from "../../credentials/compare/compare-consumers.ts";
import type { StackPlan } from "../../infra/plan-stack.ts";
import { nameOf } from "../../openapi/compare/pair-routes.ts";
import { OWN_TOKEN, policyOf } from "../../openapi/compare/policy-of.ts";
import type { Served } from "../../openapi/compare/served.ts";
import { accepts } from "../../openapi/policy/accepts.ts";
import type { Comparison } from "./access-changes.ts";
import { type Change, change } from "./change.ts";

/** Who gains, keeps or loses which credential, and what it is good for. */
export function credentialChanges(
  { before, after, today }: Comparison,
  served: { readonly before: Served; readonly after: Served },
): Change[] {
  const changes = compareConsumers(before.settings.consumers, after.settings.consumers, today);
  return changes.map(({ code, consumer, id, kind, what, setting, side, declared }) =>
    change(code, {
      subject: [consumer, id].filter(Boolean).join(" "),
      what,
      consumers: [consumer],
      ...(kind && { operations: operationsFor(kind, served[side], side === "after" ? after : before) }),
      at: { side, setting },
      ...(declared && { accepted: { by: declared, reason: "it says so itself" } }),
    }),
  );
}

/** Operations that take a key, or an own token, by themselves or together with something else. */
function operationsFor(kind: "key" | "token", { doors, ownIssuer }: Served, { settings }: StackPlan): string[] {
  const signed = settings.apiKeys === "signed" && kind === "token";
  const taking = Object.values(doors).flatMap((config) =>
    config.methods.filter((method) => {
      const policy = policyOf(method, config, ownIssuer);
      const others = [undefined, ...(policy.key?.tokens ?? []), ...(policy.tokens ?? [])];
      const alone = accepts(policy, { key: false });
      const helps = (key: boolean, token?: string) => accepts(policy, { key, token });
      if (alone) return false;
      if (kind === "key") return others.some((token) => helps(true, token) && !helps(false, token));
      return [true, false].some((key) => helps(key, OWN_TOKEN) && !helps(key)) || (signed && helps(true));
    }),
  );
  return [...new Set(taking.map(nameOf))].sort();
}
