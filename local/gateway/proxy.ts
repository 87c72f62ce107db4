import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Backend } from "../../openapi/google/service-config.ts";
import { Cancellation } from "./cancellation.ts";
import type { Exchange } from "./exchange.ts";
import { DEADLINE_REPLY, failureReply, REQUEST_TOO_LARGE, RESPONSE_TOO_LARGE } from "./failure-replies.ts";
import { HOP_BY_HOP, hopByHop } from "./hop-by-hop.ts";
import { type LocalReply, sendLocalReply } from "./local-reply.ts";
import { type Body, readBody } from "./read-body.ts";
import { translatePath } from "./translate-path.ts";
import type { Upstream, UpstreamRequest, UpstreamResult } from "./upstream.ts";

const DEFAULT_DEADLINE_SECONDS = 15;

/**
 * Hands a request that passed every step to its backend and the answer, once whole, to the caller.
 *
 * @returns why, in the words of Google's request logs.
 * @see gateway-semantics §5.5
 */
export async function proxy(exchange: Exchange, upstream: Upstream): Promise<string> {
  const backend = exchange.route?.method.backend;
  if (backend === undefined) return answer(exchange, failureReply("unresolved", false));
  const body = await requestBody(exchange);
  if (body === "too_large") return answer(exchange, REQUEST_TOO_LARGE);
  if (body === "aborted" || exchange.response.destroyed) return "downstream_remote_disconnect";

  const cancellation = new Cancellation();
  const gone = (): void => cancellation.cancel();
  exchange.response.once("close", gone);
  let late = false;
  const seconds = backend.deadlineSeconds > 0 ? backend.deadlineSeconds : DEFAULT_DEADLINE_SECONDS;
  const cancel = exchange.door.clock.schedule(seconds * 1000, () => {
    late = true;
    cancellation.cancel();
  });
  try {
    const { result, retried } = await attempt(upstream, describe(exchange, backend, body), cancellation);
    if (late) return answer(exchange, DEADLINE_REPLY);
    if (cancellation.cancelled) return "downstream_remote_disconnect";
    return deliver(exchange, result, retried);
  } finally {
    cancel();
    exchange.response.off("close", gone);
  }
}

/** A second try for every method, POST included: so does Google. */
async function attempt(
  upstream: Upstream,
  request: UpstreamRequest,
  cancellation: Cancellation,
): Promise<{ result: UpstreamResult; retried: boolean }> {
  const result = await upstream.send(request, cancellation);
  if (result.kind === "answer" || !result.retriable || cancellation.cancelled) return { result, retried: false };
  return { result: await upstream.send(request, cancellation), retried: true };
}

function requestBody({ request, headers }: Exchange): Promise<Body> | undefined {
  const length = headers.get("content-length");
  if (length === undefined && headers.get("transfer-encoding") === undefined) return undefined;
  return readBody(request, Number(length ?? 0));
}

function describe(exchange: Exchange, backend: Backend, body: Buffer | undefined): UpstreamRequest {
  const { headers, path, query, route, door, warnings } = exchange;
  if (headers.get("upgrade") !== undefined)
    warnings.push("Upgrade was ignored: an ordinary Google gateway cannot switch protocols");
  const target =
    route === undefined ? path : translatePath({ ...route.method, backend }, route.template, { path, query });
  if (backend.pathTranslation === "CONSTANT_ADDRESS" && route !== undefined && path.includes("&")) {
    warnings.push("the path holds &: its variables became a query, and the caller may have added parameters to it");
  }
  if (target !== path + query) headers.set("x-envoy-original-path", path + query);
  if (headers.get("x-forwarded-proto") === undefined) headers.append("x-forwarded-proto", "http");
  if (headers.get("x-request-id") === undefined) headers.append("x-request-id", randomUUID());
  headers.set("host", hostOf(backend.address));
  headers.delete("expect");
  // What Connection names went before the first step; whatever stands here now, the gateway wants to be seen.
  const lines = headers.flat(HOP_BY_HOP);
  if (body !== undefined) lines.push("content-length", String(body.length));
  return { ...door.world.locate(backend.address), method: exchange.method, path: target, headers: lines, body };
}

function hostOf(address: string): string {
  return new URL(address.includes("://") ? address : `https://${address}`).hostname;
}

function answer(exchange: Exchange, reply: LocalReply): string {
  sendLocalReply(exchange.response, reply);
  return reply.details;
}

function deliver(exchange: Exchange, result: UpstreamResult, retried: boolean): string {
  if (result.kind === "failure") return answer(exchange, failureReply(result.reason, retried));
  const { message, body } = result;
  if (body === "too_large") return answer(exchange, RESPONSE_TOO_LARGE);
  if (body === "aborted") {
    // Envoy has sent the headers by then; all it can do is cut the caller off, too.
    exchange.response.destroy();
    return "upstream_reset_after_response_started";
  }
  if (message.headers["content-type"]?.startsWith("text/event-stream")) {
    exchange.warnings.push(
      "text/event-stream arrived only when it was over: an ordinary Google gateway does not stream",
    );
  }
  const status = message.statusCode ?? 502;
  const lines = responseHeaders(message);
  const length = message.headers["content-length"];
  const bodiless = exchange.request.method === "HEAD" || status === 204 || status === 304;
  if (!bodiless) lines.push("content-length", String(body.length));
  else if (length !== undefined && status !== 204) lines.push("content-length", length);
  exchange.response.writeHead(status, message.statusMessage, lines);
  exchange.response.end(bodiless ? undefined : body);
  return "via_upstream";
}

function responseHeaders(message: IncomingMessage): string[] {
  const drop = hopByHop(message.headers.connection);
  const lines: string[] = [];
  for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) {
    const name = message.rawHeaders[i] ?? "";
    if (!drop.has(name.toLowerCase())) lines.push(name, message.rawHeaders[i + 1] ?? "");
  }
  return lines;
}
