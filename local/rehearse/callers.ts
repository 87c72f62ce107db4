import { compileDocument } from "../../openapi/google/compile-document.ts";
import { pickOperation, type Target } from "../check/pick-operation.ts";
import type { Minter } from "../minter/minter.ts";
import { orderToken } from "../minter/order-token.ts";
import { usualTtlSeconds } from "../usual-ttl.ts";
import type { Caller } from "./load.ts";
import type { Stage } from "./stage.ts";

const daySeconds = 86_400;

/** Every credential of every consumer, at every door that has an operation for it. */
export async function findCallers(
  stack: Pick<Stage, "doors" | "deployment" | "outputs">,
  minter: Minter,
): Promise<Caller[]> {
  const doors = stack.doors.map(({ name, url, hostname }) => {
    const document = stack.deployment.doors.find((door) => door.hostname === hostname)?.document ?? "";
    const config = compileDocument(document);
    const { issuer } = stack.outputs.issuer;
    return { name, url, key: pickOperation(config, "key", issuer), token: pickOperation(config, "token", issuer) };
  });
  const consumers = Object.entries(stack.outputs.consumers);
  // An operation that demands key AND token is called with both, the missing one borrowed from another consumer.
  const anyKey = Object.values(stack.outputs.apiKeys).flatMap((keys) => Object.values(keys))[0];
  const tokens = new Map<string, string>();
  for (const [name, consumer] of consumers) {
    const ttlSeconds = Math.min(daySeconds, usualTtlSeconds(consumer, Date.now() / 1000));
    if (ttlSeconds <= 0) continue;
    const { token } = await orderToken({ name, consumer, ttlSeconds }, stack.outputs, minter);
    tokens.set(name, token);
  }
  const [anyToken] = tokens.values();

  return consumers.flatMap(([consumer, held]) =>
    doors.flatMap(({ name, url, key, token }): Caller[] => [
      ...(key ? held.keys : []).flatMap(({ id }) =>
        call({ consumer, what: `API key ${id} at ${name}`, url }, key, stack.outputs.apiKeys[consumer]?.[id], anyToken),
      ),
      ...(token && tokens.has(consumer)
        ? call({ consumer, what: `token at ${name}`, url }, token, anyKey, tokens.get(consumer))
        : []),
    ]),
  );
}

function call(
  who: Pick<Caller, "consumer" | "what" | "url">,
  target: Target | undefined,
  key: string | undefined,
  token: string | undefined,
): Caller[] {
  if (!target || (target.needsKey && !key) || (target.needsToken && !token)) return [];
  const headers: Record<string, string> = {};
  if (target.needsKey && key) headers["x-api-key"] = key;
  if (target.needsToken && token) headers.authorization = `Bearer ${token}`;
  return [{ ...who, method: target.method, url: `${who.url}${target.path}`, headers }];
}
