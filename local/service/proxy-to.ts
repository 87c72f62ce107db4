import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import type { App, AppRequest } from "./app.ts";
import { isHopByHop } from "./forwarded-headers.ts";

export interface ProxyOptions {
  /** Takes one sentence when the app could not be reached. */
  readonly onFailure?: (message: string) => void;
}

/**
 * Passes requests on to the developer's own app, both bodies as they come.
 *
 * @param backend - e.g. `http://127.0.0.1:8080`; a path in it is put in front of every request's.
 */
export function proxyTo(backend: string, options: ProxyOptions = {}): App {
  const { hostname, port, pathname } = new URL(backend);
  const agent = new Agent({ keepAlive: true });
  const base = pathname.replace(/\/$/, "");
  return (incoming, response) => {
    const outgoing = httpRequest({
      agent,
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port === "" ? 80 : Number(port),
      method: incoming.method,
      path: `${base}${incoming.url}`,
      headers: grouped(incoming),
      setHost: false,
      signal: incoming.signal,
    });
    outgoing.once("response", (answer) => passBack(answer, response));
    outgoing.once("error", (error) => {
      if (!incoming.signal.aborted && !response.writableEnded)
        options.onFailure?.(`${backend} does not answer: ${error.message}`);
      fail(response);
    });
    if (!incoming.hasBody) outgoing.end();
    else pipeline(incoming.body, outgoing, () => {});
  };
}

/** Repeated headers as lists, the form in which the client keeps each on a line of its own. */
function grouped(incoming: AppRequest): Record<string, string | string[]> {
  // Without a prototype: `constructor` and `toString` are headers like any other.
  const headers: Record<string, string | string[]> = Object.create(null);
  const names = new Map<string, string>();
  for (const [name, value] of incoming.headers) {
    const first = names.get(name.toLowerCase()) ?? name;
    names.set(name.toLowerCase(), first);
    const held = headers[first];
    headers[first] = held === undefined ? value : [held, value].flat();
  }
  // Without a length the end of the body has to be marked, also where the method usually has none.
  if (incoming.hasBody && !names.has("content-length")) headers["Transfer-Encoding"] = "chunked";
  return headers;
}

function passBack(answer: IncomingMessage, response: ServerResponse): void {
  if (response.destroyed || response.headersSent) {
    answer.destroy();
    return;
  }
  const headers: string[] = [];
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
    const name = answer.rawHeaders[at] ?? "";
    if (!isHopByHop(name.toLowerCase())) headers.push(name, answer.rawHeaders[at + 1] ?? "");
  }
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
  // Chunks go on at once, also before the app's first body byte.
  response.flushHeaders();
  pipeline(answer, response, () => {});
}

function fail(response: ServerResponse): void {
  if (response.writableEnded) return;
  if (response.headersSent) response.destroy();
  else response.writeHead(503, { "content-type": "text/plain" }).end("Service Unavailable");
}
