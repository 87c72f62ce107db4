import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { IdTokens } from "../cloud/id-token.ts";
import type { CloudState } from "../cloud/state.ts";
import type { App } from "./app.ts";
import { forwardedHeaders } from "./forwarded-headers.ts";
import { mayInvoke } from "./invoker.ts";
import { limitBody } from "./limit-body.ts";
import { sendRefusal } from "./refusal-page.ts";
import { type RunService, runServices } from "./run-services.ts";

/** @see https://cloud.google.com/run/quotas#request_limits */
const MAX_REQUEST_BYTES = 32 * 1024 * 1024;

export interface FrontDoorOptions {
  /** `projects/P/locations/L/services/NAME`. */
  readonly service: string;
  /** What the cloud holds now: services and grants. */
  readonly state: () => CloudState;
  readonly tokens: Pick<IdTokens, "verify">;
  readonly app: App;
}

/** Header a caller was judged by, and what became of it. */
type Judgement = { readonly status: 401 | 403 } | { readonly status: 200; readonly header?: string };

/**
 * Cloud Run's front door: lets a request in when its Google ID token is made out to this service and belongs to
 * somebody who holds `run.invoker` on it.
 *
 * No token: 403. A token that is not Google's, not in force or made out to somebody else: 401. The right token of the
 * wrong identity: 403.
 * @see https://cloud.google.com/run/docs/authenticating/service-to-service
 */
export function frontDoor(options: FrontDoorOptions): RequestListener {
  return (request, response) => {
    admit(options, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  };
}

async function admit(options: FrontDoorOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? "/";
  const state = options.state();
  const service = runServices(state).find((candidate) => candidate.id === options.service);
  if (service === undefined || !service.isReachable) return sendRefusal(response, 404, url);
  const judgement = await judge(request, service, state, options.tokens);
  if (judgement.status !== 200) return sendRefusal(response, judgement.status, url);
  if (Number(request.headers["content-length"] ?? 0) > MAX_REQUEST_BYTES) return sendRefusal(response, 413, url);

  const gone = new AbortController();
  const timer = setTimeout(() => timeOut(response, gone), service.timeoutSeconds * 1000);
  response.once("close", () => {
    clearTimeout(timer);
    gone.abort();
  });
  options.app(
    {
      method: request.method ?? "GET",
      url,
      headers: forwardedHeaders(request, judgement.header),
      body: boundedBody(request, response, url),
      hasBody: request.headers["content-length"] !== undefined || request.headers["transfer-encoding"] !== undefined,
      signal: gone.signal,
    },
    response,
  );
}

async function judge(
  request: IncomingMessage,
  service: RunService,
  state: CloudState,
  tokens: Pick<IdTokens, "verify">,
): Promise<Judgement> {
  if (!service.checksInvoker || mayInvoke(state, service, undefined)) return { status: 200 };
  const header =
    request.headers["x-serverless-authorization"] === undefined ? "authorization" : "x-serverless-authorization";
  const value = request.headers[header];
  if (value === undefined || value === "") return { status: 403 };
  const token = /^Bearer +(\S+)$/i.exec(String(value))?.[1];
  const claims = token === undefined ? undefined : await tokens.verify(token).catch(() => undefined);
  if (claims === undefined) return { status: 401 };
  const audiences = [claims.aud].flat();
  if (!audiences.some((audience) => audience !== undefined && service.audiences.includes(audience))) {
    return { status: 401 };
  }
  if (claims.email_verified !== true || !mayInvoke(state, service, String(claims.email))) return { status: 403 };
  return { status: 200, header };
}

/** A body of announced length was judged by its announcement; the parser holds it to that. */
function boundedBody(request: IncomingMessage, response: ServerResponse, url: string): Readable {
  if (request.headers["transfer-encoding"] === undefined) return request;
  const limited = limitBody(MAX_REQUEST_BYTES);
  limited.once("error", () => {
    request.unpipe(limited);
    if (response.headersSent) response.destroy();
    else sendRefusal(response, 413, url);
  });
  request.once("close", () => {
    if (!request.complete) limited.destroy();
  });
  return request.pipe(limited);
}

function timeOut(response: ServerResponse, gone: AbortController): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(504, { "content-type": "text/plain" }).end("upstream request timeout");
  gone.abort();
}
