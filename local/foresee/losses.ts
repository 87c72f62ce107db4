import { API } from "../cloud/apigateway.ts";
import type { Refusal } from "../cloud/refusal.ts";
import type { ConsumerOutputs, StackOutputs } from "../stack-outputs.ts";

/** What would be lost, and by whom. */
export interface Loss {
  readonly breaks: readonly string[];
  readonly consumers: readonly string[];
}

const nothing: Loss = { breaks: [], consumers: [] };

/** A gateway's URL cannot be had again, nor can the managed service that API keys are restricted to. */
export function doorLoss({ type, name }: Refusal, outputs: StackOutputs): Loss {
  const door = name.replace(/-(api|gateway)$/, "");
  const url = outputs.doors[door]?.url;
  if (url === undefined) return nothing;
  const keys = who(outputs, ({ url: held }) => held.key === url);
  return {
    breaks: [
      `the URL of door ${door} stops answering for good: a gateway made anew gets another host name`,
      ...(type === API && keys.length > 0
        ? [`every API key good at door ${door} is void: the managed service it is restricted to goes with the Api`]
        : []),
    ],
    consumers: who(outputs, ({ url: held }) => held.key === url || held.token === url),
  };
}

/** Tokens cannot be signed again by a key that is gone, and those it signed are good no more. */
export function signingKeyLoss({ id }: Refusal, outputs: StackOutputs): Loss {
  const names = Object.keys(outputs.signingKeys).filter((name) => (outputs.signingKeys[name] ?? "").startsWith(id));
  const isIn = (consumer: ConsumerOutputs) => tokensOf(consumer).filter(({ signingKey }) => names.includes(signingKey));
  const kids = Object.values(outputs.consumers).flatMap((consumer) => isIn(consumer).map(({ kid }) => kid));
  if (kids.length === 0) return nothing;
  return {
    breaks: [`every token under ${kids.join(", ")} is void: it was signed with ${names.join(", ")}`],
    consumers: who(outputs, (consumer) => isIn(consumer).length > 0),
  };
}

/** Without its key set, the gateway can verify no token. */
export function keySetLoss(_refusal: Refusal, outputs: StackOutputs): Loss {
  const consumers = who(outputs, (consumer) => tokensOf(consumer).length > 0);
  const { jwksUri } = outputs.issuer;
  return {
    breaks: [
      `no token can be verified: ${jwksUri} is gone, and whoever takes its bucket's name decides which are good`,
    ],
    consumers,
  };
}

/** Behind every door stands the same service. */
export function serviceLoss(_refusal: Refusal, outputs: StackOutputs): Loss {
  const consumers = who(outputs, () => true);
  return { breaks: [`${outputs.serviceUrl} stops answering while it is made anew`], consumers };
}

function tokensOf({ tokens }: ConsumerOutputs): ConsumerOutputs["tokens"] {
  return tokens.filter(({ state }) => state !== "revoked");
}

function who({ consumers }: StackOutputs, loses: (consumer: ConsumerOutputs) => boolean): string[] {
  return Object.entries(consumers).flatMap(([name, consumer]) => (loses(consumer) ? [name] : []));
}
