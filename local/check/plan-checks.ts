import type { Fault } from "./forged-claims.ts";
import type { Target } from "./pick-operation.ts";
import { type Sent, send } from "./send.ts";
import type { Targets } from "./targets.ts";

/** Something that is tried against a running stack. */
export interface Check {
  readonly name: string;
  /** Statuses that are right. */
  readonly expected: readonly number[];
  /** Sends it and tells the status. */
  readonly run: () => Promise<number>;
}

/** Makes the credentials that checks need; each is made when its check runs. */
export interface CheckCredentials {
  readonly apiKey?: string;
  /** A real token of a consumer, 30 days or as long as its cap allows. */
  readonly token?: () => Promise<string>;
  /** A token signed by the stack's own key with claims that the minter would refuse. */
  readonly forge?: (fault: Fault) => Promise<string>;
  /** A fresh ID token of the gateways' account for the service. */
  readonly idToken?: () => Promise<string>;
}

/** Where the checks go. */
export interface CheckPlan {
  readonly keyUrl: string;
  readonly tokenUrl: string;
  readonly serviceUrl: string;
  readonly targets: Targets;
  readonly credentials: CheckCredentials;
}

/** Decides which requests show that a stack works, and that it refuses. */
export function planChecks(plan: CheckPlan): Check[] {
  return [...keyChecks(plan), ...tokenChecks(plan), ...serviceChecks(plan)];
}

function keyChecks({ keyUrl, targets: { key: target }, credentials }: CheckPlan): Check[] {
  const { apiKey, token } = credentials;
  if (!target || !apiKey) return [];
  const call = async (key: string | undefined) => {
    const headers: Record<string, string> = {};
    if (key !== undefined) headers["x-api-key"] = key;
    if (target.needsToken && token) headers.authorization = `Bearer ${await token()}`;
    return statusOf(at(keyUrl, target, headers));
  };
  return [
    { name: "API key", expected: [200], run: () => call(apiKey) },
    {
      name: "wrong API key",
      expected: [400],
      run: () => call(`${apiKey.slice(0, -1)}${apiKey.endsWith("A") ? "B" : "A"}`),
    },
    { name: "no API key", expected: [401], run: () => call(undefined) },
  ];
}

function tokenChecks({ tokenUrl, targets: { token: target, signedKeys }, credentials }: CheckPlan): Check[] {
  const { apiKey, token, forge } = credentials;
  if (!target || !token || (target.needsKey && !apiKey)) return [];
  const key: Record<string, string> = target.needsKey && apiKey ? { "x-api-key": apiKey } : {};
  const call = (headers: Record<string, string>) => statusOf(at(tokenUrl, target, { ...key, ...headers }));
  const bearer = (text: string) => call({ authorization: `Bearer ${text}` });
  return [
    { name: "30-day token", expected: [200], run: async () => bearer(await token()) },
    ...(signedKeys
      ? [
          {
            name: "the same token in x-api-key",
            expected: [200],
            run: async () => call({ "x-api-key": await token() }),
          },
          { name: "wrong key in x-api-key", expected: [401], run: () => call({ "x-api-key": "wrong" }) },
        ]
      : []),
    { name: "no credential", expected: [401], run: () => call({}) },
    { name: "tampered token", expected: [401], run: async () => bearer(tamper(await token())) },
    ...(forge
      ? [
          { name: "expired token", expected: [401], run: async () => bearer(await forge("expired")) },
          {
            name: "token for another audience",
            expected: [403],
            run: async () => bearer(await forge("wrong audience")),
          },
        ]
      : []),
  ];
}

function serviceChecks({ serviceUrl, credentials: { token, idToken } }: CheckPlan): Check[] {
  const straight = async (text: () => Promise<string>) =>
    statusOf({ method: "GET", url: serviceUrl, headers: { authorization: `Bearer ${await text()}` } });
  return [
    ...(token
      ? [{ name: "30-day token straight at the service", expected: [401, 403], run: () => straight(token) }]
      : []),
    {
      name: "nothing straight at the service",
      expected: [401, 403],
      run: () => statusOf({ method: "GET", url: serviceUrl }),
    },
    ...(idToken
      ? [{ name: "the gateway's own ID token straight at the service", expected: [200], run: () => straight(idToken) }]
      : []),
  ];
}

function at(base: string, target: Target, headers: Record<string, string>): Sent {
  return { method: target.method, url: `${base}${target.path}`, headers };
}

async function statusOf(sent: Sent): Promise<number> {
  return (await send(sent)).status;
}

/** Changes one character in the middle of the signature, so that the token keeps its shape. */
export function tamper(token: string): string {
  const middle = token.lastIndexOf(".") + Math.floor((token.length - token.lastIndexOf(".")) / 2);
  return `${token.slice(0, middle)}${token[middle] === "A" ? "B" : "A"}${token.slice(middle + 1)}`;
}
