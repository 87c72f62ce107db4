import type { IncomingMessage, ServerResponse } from "node:http";
import { objectPlace, readPublicObject } from "../public-object.ts";
import type { CloudState } from "../state.ts";

const MESSAGES = {
  AccessDenied: "Access denied.",
  NoSuchBucket: "The specified bucket does not exist.",
  NoSuchKey: "The specified key does not exist.",
  InvalidURI: "Couldn't parse the specified URI.",
  MethodNotAllowed: "The specified method is not allowed against this resource.",
} as const;

/**
 * Answers `GET /BUCKET/OBJECT` as `storage.googleapis.com` answers a request without credentials.
 *
 * @see https://cloud.google.com/storage/docs/xml-api/get-object-download
 */
export function handleStorage(request: IncomingMessage, response: ServerResponse, state: CloudState): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(response, 405, "MethodNotAllowed");
    return;
  }
  const place = objectPlace(request.url ?? "/");
  if (place === undefined) {
    refuse(response, 400, "InvalidURI");
    return;
  }
  const read = readPublicObject(state, place.bucket, place.name);
  if (read.status !== 200) {
    refuse(response, read.status, read.code);
    return;
  }
  const { outputs } = read.object;
  const etag = `"${outputs.md5hexhash}"`;
  response.setHeader("content-type", String(outputs.contentType));
  response.setHeader("cache-control", String(outputs.cacheControl ?? "public, max-age=3600"));
  response.setHeader("etag", etag);
  response.setHeader("x-goog-generation", String(outputs.generation));
  response.setHeader("x-goog-hash", `crc32c=${outputs.crc32c},md5=${outputs.md5hash}`);
  response.setHeader("x-goog-storage-class", String(outputs.storageClass));
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { "content-length": read.content.length });
  response.end(request.method === "HEAD" ? undefined : read.content);
}

function refuse(response: ServerResponse, status: number, code: keyof typeof MESSAGES): void {
  const body = `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${MESSAGES[code]}</Message></Error>`;
  response.writeHead(status, {
    "content-type": "application/xml; charset=UTF-8",
    "cache-control": "private, max-age=0",
  });
  response.end(body);
}
