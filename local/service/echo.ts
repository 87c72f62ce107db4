import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { App, AppRequest } from "./app.ts";
import { describeCredential, hideCredentials, type ShownCredential } from "./credentials.ts";

/** Longest body that is returned as text, in bytes. */
const MAX_TEXT_BYTES = 64 * 1024;

/** What the echo service saw. Credentials are described, never repeated. */
export interface Echo {
  readonly message: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, readonly (string | ShownCredential)[]>>;
  /** Names in lower case, values in wire order. */
  readonly headers: Readonly<Record<string, readonly (string | ShownCredential)[]>>;
  /** Claims the gateway verified and passed on; undefined where it demanded no token. */
  readonly userinfo?: unknown;
  /** Claims of what the caller sent as `Authorization`. */
  readonly callerClaims?: unknown;
  /** Whose API key it was, as the gateway says. */
  readonly consumer?: { readonly type?: string; readonly number?: string };
  readonly body: {
    readonly length: number;
    /** Hexadecimal. */
    readonly sha256: string;
    /** When it is short and UTF-8. */
    readonly text?: string;
  };
}

/** Stands in for the private service: answers every request with what it received, as JSON. */
export const echo: App = (request, response) => {
  answer(request, response).catch(() => response.destroy());
};

async function answer(request: AppRequest, response: ServerResponse): Promise<void> {
  const body = await digest(request);
  const seen = JSON.stringify(describe(request, body), null, 2);
  if (response.headersSent || response.destroyed) return;
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(request.method === "HEAD" ? undefined : `${seen}\n`);
}

function describe(request: AppRequest, body: Echo["body"]): Echo {
  const [path = "/", query = ""] = request.url.split(/\?(.*)/s);
  const headers = shown(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const first = (name: string) => headers[name]?.[0];
  const type = first("x-apigateway-api-consumer-type");
  const number = first("x-apigateway-api-consumer-number");
  return {
    message: "You reached the private service.",
    method: request.method,
    path: hideCredentials(path),
    query: shown([...new URLSearchParams(query)]),
    headers,
    userinfo: claimsOf(first("x-apigateway-api-userinfo")),
    callerClaims: claimsOf(first("x-forwarded-authorization")),
    consumer: type === undefined && number === undefined ? undefined : ({ type, number } as Echo["consumer"]),
    body,
  };
}

function shown(pairs: readonly (readonly [string, string])[]): Echo["headers"] {
  const values: Record<string, (string | ShownCredential)[]> = Object.create(null);
  for (const [name, value] of pairs) {
    values[name] = [...(values[name] ?? []), describeCredential(name, value) ?? value];
  }
  return values;
}

function claimsOf(value: string | ShownCredential | undefined): unknown {
  return typeof value === "object" ? value.claims : undefined;
}

async function digest({ body }: AppRequest): Promise<Echo["body"]> {
  const hash = createHash("sha256");
  const start: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (length <= MAX_TEXT_BYTES) start.push(chunk);
    length += chunk.length;
  }
  return {
    length,
    sha256: hash.digest("hex"),
    text: length <= MAX_TEXT_BYTES ? asText(Buffer.concat(start)) : undefined,
  };
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
