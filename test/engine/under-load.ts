import { expect, inject } from "vitest";
import { apiKeyName } from "../../infra/names.ts";
import { API_KEY } from "../../local/cloud/apikeys.ts";
import { CRYPTO_KEY_VERSION } from "../../local/cloud/kms.ts";
import { type CloudObject, type CloudState, everything } from "../../local/cloud/state.ts";
import { BUCKET_OBJECT } from "../../local/cloud/storage.ts";
import { type Minter, startMinter } from "../../local/minter/minter.ts";
import { findCallers } from "../../local/rehearse/callers.ts";
import type { Caller } from "../../local/rehearse/load.ts";
import type { StackOutputs } from "../../local/stack-outputs.ts";
import { EngineStack } from "./harness.ts";
import { ServedCloud, type ServedNow } from "./served-cloud.ts";
import { SteadyCalls } from "./steady-calls.ts";

/** Requests a scenario sends at least. */
const LEAST = 300;

/** Consumers who call while a scenario plays. */
export interface Load {
  /** What has been handed out since is called with, too. */
  callMore(): Promise<void>;
  /** Key strings and tokens that are called with. */
  readonly credentials: readonly string[];
  /** Those who are told to stop before what they hold is taken away. */
  dismiss(isMeant: (caller: Caller) => boolean): void;
}

/** Plays a scenario while every credential of the deployed stack calls steadily, and expects that nobody was ever refused. */
export async function underLoad<Result>(stack: EngineStack, play: (load: Load) => Promise<Result>): Promise<Result> {
  const outputs = async () => (await stack.outputs()) as unknown as StackOutputs;
  return callSteadily(stack, outputs, async (load) => {
    await load.callMore();
    return play(load);
  });
}

/** The same from nothing, for a stack like the deployed one: its credentials call as soon as they and a gateway exist. */
export async function underLoadFromNothing<Result>(stack: EngineStack, play: () => Promise<Result>): Promise<Result> {
  const deployed = new EngineStack(inject("engineBin"), inject("deployedRoot"));
  const alike = (await deployed.outputs()) as unknown as StackOutputs;
  const outputs = ({ state }: ServedNow) => Promise.resolve({ ...alike, ...madeSoFar(alike, state) });
  return callSteadily(stack, outputs, play, { asSoonAsMade: true });
}

async function callSteadily<Result>(
  stack: EngineStack,
  outputs: (now: ServedNow) => Promise<StackOutputs>,
  play: (load: Load) => Promise<Result>,
  { asSoonAsMade = false } = {},
): Promise<Result> {
  // Long enough that requests fall between two steps of the engine.
  stack.setEnv({ LATCHKEY_CLOUD_LATENCY: "0.001" });
  const minter = startMinter();
  const calls = new SteadyCalls();
  let finding: Promise<void> = Promise.resolve();
  const callMore = (now: ServedNow) => {
    finding = finding.then(async () => calls.add(await callersOf(now, await outputs(now), minter)));
    return finding;
  };
  let known = "";
  const cloud = new ServedCloud(stack.places.cloud, (now) => {
    const made = asSoonAsMade ? credentialsIn(now) : known;
    if (made !== known) callMore(now).catch((error: Error) => cloud.broken.push(error.message));
    known = made;
  });
  try {
    await cloud.follow();
    const result = await play({
      async callMore() {
        await cloud.follow();
        if (cloud.now === undefined) throw new Error("there is no gateway to call");
        await callMore(cloud.now);
      },
      get credentials() {
        return calls.credentials;
      },
      dismiss: (isMeant) => calls.dismiss(isMeant),
    });
    await cloud.follow();
    await finding;
    await calls.end(LEAST);
    stack.notes.push(`${calls.sent} requests with ${calls.results.length} credentials`);
    expect(cloud.broken).toEqual([]);
    expect(calls.results.filter(({ failed }) => failed > 0)).toEqual([]);
    expect(calls.sent).toBeGreaterThanOrEqual(LEAST);
    return result;
  } finally {
    await calls.stop();
    await cloud.close();
    minter.stop();
  }
}

function callersOf(now: ServedNow, outputs: StackOutputs, minter: Minter): Promise<Caller[]> {
  const loopback = { pid: process.pid, start: "", kmsEndpoint: now.googleUrl };
  return findCallers({ doors: now.doors, deployment: now.deployment, outputs: { ...outputs, loopback } }, minter);
}

/** Tells one set of credentials and doors from another. */
function credentialsIn({ state, doors }: ServedNow): string {
  const keys = everything(state).filter(({ type }) => type === API_KEY);
  return JSON.stringify([keys.map(({ id }) => id), doors.map(({ hostname }) => hostname)]);
}

/** Outputs that only the cloud knows, as far as it has got. */
function madeSoFar(
  { apiKeys, signingKeys }: StackOutputs,
  state: CloudState,
): Pick<StackOutputs, "apiKeys" | "signingKeys" | "keySet"> {
  const called = (type: string, name: string): CloudObject | undefined =>
    Object.values(state.objects).find((object) => object.type === type && object.name === name);
  const keyString = (consumer: string, id: string) =>
    String(called(API_KEY, apiKeyName(consumer, id))?.outputs.keyString ?? "");
  return {
    apiKeys: mapValues(apiKeys, (keys, consumer) => mapValues(keys, (_, id) => keyString(consumer, id))),
    signingKeys: mapValues(signingKeys, (_, name) => called(CRYPTO_KEY_VERSION, `issuer-signing-${name}`)?.id ?? ""),
    keySet: String(called(BUCKET_OBJECT, "issuer-key-set-jwks")?.inputs.content ?? ""),
  };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}
