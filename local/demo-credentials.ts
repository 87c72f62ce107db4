import type { LocalStack } from "./local-stack.ts";
import type { Minter } from "./minter/minter.ts";
import { orderToken } from "./minter/order-token.ts";
import type { ConsumerOutputs } from "./stack-outputs.ts";
import { activeGeneration, usualTtlSeconds } from "./usual-ttl.ts";

/** A credential of each kind that the stack's consumers hold, for `curl` lines, checks and tests. */
export interface DemoCredentials {
  readonly key?: { readonly consumer: string; readonly url: string; readonly apiKey: string };
  readonly token?: DemoToken;
}

/** A token and where it is good. */
export interface DemoToken {
  readonly consumer: string;
  readonly url: string;
  readonly token: string;
  readonly kid: string;
  readonly algorithm: "RS256" | "ES256";
  readonly signingKey: string;
  /** ISO 8601, to the second. */
  readonly expiresAt: string;
}

/** Finds the first consumer with an API key and mints for the first one that may still have a token. */
export async function demoCredentials({ outputs }: LocalStack, minter: Minter): Promise<DemoCredentials> {
  const consumers = Object.entries(outputs.consumers);
  const holder = consumers.find(([, consumer]) => consumer.keys.length > 0);
  const caller = consumers.find(([, consumer]) => usualTtlSeconds(consumer, Date.now() / 1000) > 0);
  const key = holder && firstKey(outputs.apiKeys[holder[0]]);
  return {
    ...(holder && key && { key: { consumer: holder[0], url: holder[1].url.key ?? outputs.keyUrl, apiKey: key } }),
    ...(caller && { token: await mintFor(caller[0], caller[1], outputs, minter) }),
  };
}

function firstKey(keys: Readonly<Record<string, string>> = {}): string | undefined {
  return Object.values(keys)[0];
}

async function mintFor(
  name: string,
  consumer: ConsumerOutputs,
  outputs: LocalStack["outputs"],
  minter: Minter,
): Promise<DemoToken> {
  const ttlSeconds = usualTtlSeconds(consumer, Date.now() / 1000);
  const { token, kid, algorithm, expiresAtSeconds } = await orderToken({ name, consumer, ttlSeconds }, outputs, minter);
  return {
    consumer: name,
    url: consumer.url.token ?? outputs.tokenUrl,
    token,
    kid,
    algorithm,
    signingKey: activeGeneration(consumer)?.signingKey ?? "",
    expiresAt: new Date(expiresAtSeconds * 1000).toISOString().replace(/\.\d+Z$/, "Z"),
  };
}
