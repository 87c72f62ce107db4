import type { IncomingMessage, ServerResponse } from "node:http";
import type { PathTemplate } from "../../openapi/google/path-template.ts";
import type { Method } from "../../openapi/google/service-config.ts";
import type { Door } from "./door.ts";
import type { LocalReply } from "./local-reply.ts";
import type { RequestHeaders } from "./request-headers.ts";

/** One request on its way through the steps, and what they have found out so far. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The configuration the request came in under; a new one does not reach it. */
  readonly door: Door;
  /** What the caller sent; steps change it into what the backend gets. */
  readonly headers: RequestHeaders;
  method: string;
  path: string;
  /** With its `?`; empty without one. */
  query: string;
  route?: { readonly method: Method; readonly template: PathTemplate };
  /** The caller's project, once Service Control has named it. */
  consumerProjectNumber?: string;
  /** Where Google's behaviour is a hazard: what it let through. */
  readonly warnings: string[];
}

/** Looks at a request and changes it, or answers it. */
export type Step = (exchange: Exchange) => LocalReply | undefined | Promise<LocalReply | undefined>;
