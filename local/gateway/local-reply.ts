import type { ServerResponse } from "node:http";

/** An answer the gateway makes itself. */
export interface LocalReply {
  readonly status: number;
  readonly message: string;
  /** Why, in the words of Google's request logs, e.g. `jwt_authn_access_denied{Jwt_is_missing}`. */
  readonly details: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** The rest of the request is not worth reading. */
  readonly close?: boolean;
}

/** Body of every error the gateway makes. @see gateway-semantics §0 */
export function errorBody(status: number, message: string): string {
  return JSON.stringify({ code: status, message });
}

/** Sends an answer of the gateway's own, unless one is on its way already or nobody listens any more. */
export function sendLocalReply(response: ServerResponse, reply: LocalReply): void {
  if (response.headersSent || response.destroyed) return;
  const body = errorBody(reply.status, reply.message);
  response.setHeader("content-type", "application/json");
  response.setHeader("content-length", Buffer.byteLength(body));
  for (const [name, value] of reply.headers ?? []) response.setHeader(name, value);
  if (reply.close) response.setHeader("connection", "close");
  response.statusCode = reply.status;
  response.end(body);
}
