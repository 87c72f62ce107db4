import { isInUse } from "../../credentials/compare/generations.ts";
import type { Consumer } from "../../credentials/consumer.ts";
import type { Settings } from "../../infra/settings/settings.ts";
import { OWN_TOKEN } from "../../openapi/compare/policy-of.ts";
import type { Credentials } from "../../openapi/policy/accepts.ts";

/** Says who holds which credentials on one side of a change. */
export interface Holders {
  /** Names of the stack's consumers that hold all of these; `everybody` where nothing is needed. */
  who(held: Credentials): string[];
  /** True when somebody may hold them; tokens of external issuers are in hands that no stack knows. */
  anybody(held: Credentials): boolean;
}

const everybody = "everybody";

/** @param today - e.g. `2027-01-31`. */
export function holdersOf({ consumers, apiKeys }: Pick<Settings, "consumers" | "apiKeys">, today: string): Holders {
  const hasToken = (consumer: Consumer) => consumer.tokens.some((generation) => isInUse(generation, today));
  const hasKey = (consumer: Consumer) => (apiKeys === "signed" ? hasToken(consumer) : consumer.keys.length > 0);
  const holding = ({ key, token }: Credentials) =>
    consumers
      .filter((consumer) => (!key || hasKey(consumer)) && (token !== OWN_TOKEN || hasToken(consumer)))
      .map(({ name }) => name);
  const isExternal = ({ token }: Credentials) => token !== undefined && token !== OWN_TOKEN;
  return {
    who: (held) => {
      if (!held.key && held.token === undefined) return [everybody];
      return isExternal(held) && !held.key ? [] : holding(held);
    },
    anybody: (held) => (isExternal(held) && !held.key) || (!held.key && !held.token) || holding(held).length > 0,
  };
}
