import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";

/** A request the front door has let through. */
export interface AppRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** In wire order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Readable;
  /** Whether a body was announced, be it empty. */
  readonly hasBody: boolean;
  /** Aborted when the caller is gone or the time is up. */
  readonly signal: AbortSignal;
}

/** What stands behind the front door: the container. */
export type App = (request: AppRequest, response: ServerResponse) => void;
