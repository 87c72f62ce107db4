import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { CloudState } from "../state.ts";
import { googleError, type RestAnswer } from "./google-error.ts";
import { handleKms } from "./kms.ts";
import { kmsKeys } from "./kms-keys.ts";
import { handleStorage } from "./storage.ts";

/** Longest body a Google API is sent here, in bytes: KMS signs at most 64 KiB. */
const MAX_BODY_BYTES = 256 * 1024;
/** Paths of versioned APIs; no bucket can be called that, three characters being the least. */
const API_PATH = /^\/v\d\//;

/**
 * The Google endpoints real clients call, on one port: KMS under `/v1/`, public objects everywhere else.
 *
 * @param state - what the cloud holds now.
 */
export function restHandler(state: () => CloudState): RequestListener {
  const keys = kmsKeys(state);
  return (request, response) => {
    const url = request.url ?? "/";
    if (!API_PATH.test(url)) {
      handleStorage(request, response, state());
      return;
    }
    answerApi(request, url, keys).then(
      (answer) => send(response, answer),
      (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  };
}

async function answerApi(request: IncomingMessage, url: string, keys: ReturnType<typeof kmsKeys>): Promise<RestAnswer> {
  const body = await readBody(request);
  if (body === undefined) return googleError("INVALID_ARGUMENT", "Request payload size exceeds the limit.");
  const [path = "/", query = ""] = url.split("?", 2);
  const answer = await handleKms(
    { method: request.method ?? "GET", path, query: new URLSearchParams(query), body },
    keys,
  );
  return answer ?? googleError("NOT_FOUND", `${request.method} ${path} is not served on loopback.`);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Read to the end all the same, so that the answer reaches a caller who is still sending.
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, headers, body }: RestAnswer): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
