import { parseDuration } from "../credentials/duration.ts";
import { kmsSigner } from "../credentials/kms-signer.ts";
import { mintToken } from "../credentials/mint.ts";
import { signingGeneration } from "../credentials/signing-generation.ts";
import type { StackOutputs } from "../local/stack-outputs.ts";
import { usualTtlSeconds } from "../local/usual-ttl.ts";
import { fetchKeySet, type PublishedKeySet } from "./fetch-key-set.ts";
import { needConsumer } from "./need-consumer.ts";
import { openStack, type StackReference } from "./stack-access.ts";

/** What is asked for on the command line. */
export interface MintOrder extends StackReference {
  readonly consumer: string;
  /** e.g. `30d`; absent: 30 days, or less where the consumer's cap or its generation's end is nearer. */
  readonly ttl?: string;
}

/** A token and what may be told about it. Only `token` is a secret. */
export interface Minted {
  readonly token: string;
  readonly consumer: string;
  readonly url: string;
  readonly kid: string;
  readonly jti: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** Earliest moment at which every gateway surely accepts it, ISO 8601. */
  readonly acceptedFrom: string;
}

/**
 * Signs a token for a consumer of a stack, under the key set as it is really published.
 *
 * @throws {LatchkeyError}
 */
export async function mintForConsumer(order: MintOrder): Promise<Minted> {
  const { outputs, kmsEndpoint } = await openStack(order);
  const consumer = needConsumer(outputs, order.consumer);
  const nowSeconds = Date.now() / 1000;
  const named = { name: order.consumer, ...consumer };
  // Before the key set is fetched: a consumer without an active generation needs no network to be told so.
  signingGeneration(named);
  const published = await publishedKeySet(outputs);
  const minted = await mintToken({
    consumer: named,
    ttlSeconds: order.ttl === undefined ? Math.max(1, usualTtlSeconds(consumer, nowSeconds)) : parseDuration(order.ttl),
    issuer: outputs.issuer.issuer,
    audience: outputs.issuer.audience,
    keySet: published.text,
    keySetPublishedAtSeconds: published.modifiedAtSeconds,
    nowSeconds,
    signerFor: ({ signingKey, algorithm }) =>
      kmsSigner({ versionName: outputs.signingKeys[signingKey] ?? "", algorithm, endpoint: kmsEndpoint }),
  });
  return {
    token: minted.token,
    consumer: order.consumer,
    url: consumer.url.token ?? outputs.tokenUrl,
    kid: minted.kid,
    jti: minted.jti,
    expiresAt: isoTime(minted.expiresAtSeconds),
    acceptedFrom: isoTime(minted.acceptedFromSeconds),
  };
}

/** On loopback nobody hosts a key set outside the stack; the gateway takes the stack's own then, and so do we. */
function publishedKeySet({ loopback, issuer, keySet }: StackOutputs): Promise<PublishedKeySet> {
  if (loopback && !issuer.jwksUri.startsWith(loopback.kmsEndpoint)) return Promise.resolve({ text: keySet });
  return fetchKeySet(issuer.jwksUri);
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
