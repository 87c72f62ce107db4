import { Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps, Agent as TlsAgent } from "node:https";
import type { Cancellation } from "./cancellation.ts";
import { type Body, readBody } from "./read-body.ts";

/** A request to a backend. */
export interface UpstreamRequest {
  readonly protocol: "http:" | "https:";
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  /** Names and values in turn, complete. */
  readonly headers: readonly string[];
  readonly body: Buffer | undefined;
}

/** How an attempt ended: an answer with its whole body, or the way it failed. */
export type UpstreamResult =
  | { readonly kind: "answer"; readonly message: IncomingMessage; readonly body: Body }
  | { readonly kind: "failure"; readonly reason: FailureReason; readonly retriable: boolean };

export type FailureReason = "connect" | "terminated" | "unresolved" | "certificate";

/** Connections to backends, kept open between requests. */
export class Upstream {
  readonly #http = new Agent({ keepAlive: true, scheduling: "lifo" });
  readonly #https = new TlsAgent({ keepAlive: true, scheduling: "lifo" });

  /** Sends one attempt. Never rejects. */
  send(target: UpstreamRequest, cancellation: Cancellation): Promise<UpstreamResult> {
    return new Promise((resolve) => {
      const { host, port, method, path, headers, body } = target;
      const tls = target.protocol === "https:";
      let sent: ClientRequest;
      try {
        const options = { host, port, method, path, headers, agent: tls ? this.#https : this.#http };
        sent = tls ? requestHttps(options) : requestHttp(options);
      } catch {
        // A method or header that node:http refuses to write.
        resolve({ kind: "failure", reason: "terminated", retriable: false });
        return;
      }
      cancellation.onCancel(() => sent.destroy());
      let answered = false;
      sent.on("response", (message) => {
        answered = true;
        void readBody(message).then((whole) => {
          if (whole === "too_large") message.destroy();
          resolve({ kind: "answer", message, body: whole });
        });
      });
      sent.on("error", (error: NodeJS.ErrnoException) => {
        if (answered) return;
        // A kept connection that the backend closed in the meantime says nothing about the backend.
        if (sent.reusedSocket && !cancellation.cancelled) resolve(this.send(target, cancellation));
        else resolve(failure(error));
      });
      // Neither answer nor error: e.g. the backend switched protocols unasked.
      sent.on("close", () => {
        if (!answered) resolve({ kind: "failure", reason: "terminated", retriable: true });
      });
      sent.end(body);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

function failure(error: NodeJS.ErrnoException): UpstreamResult {
  const code = error.code ?? "";
  if (/^(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code)) {
    return { kind: "failure", reason: "connect", retriable: true };
  }
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(code)) return { kind: "failure", reason: "unresolved", retriable: false };
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|^EPROTO$/.test(code)) {
    return { kind: "failure", reason: "certificate", retriable: true };
  }
  return { kind: "failure", reason: "terminated", retriable: true };
}
