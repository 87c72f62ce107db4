import type { IncomingMessage } from "node:http";

/** Ordinary gateways hold bodies back until they are whole, and take this many bytes of one, each way. Documented, not recorded. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** A whole body, or why there is none. */
export type Body = Buffer | "too_large" | "aborted";

const EMPTY = Buffer.alloc(0);

/**
 * Reads a message to its end. Stops listening, without reading on, as soon as it is too large.
 *
 * @param announcedBytes - its `Content-Length`, where that speaks of this very body.
 */
export function readBody(message: IncomingMessage, announcedBytes = 0): Promise<Body> {
  if (announcedBytes > MAX_BODY_BYTES) return Promise.resolve("too_large");
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (body: Body): void => {
      message.off("data", onData).off("end", onEnd).off("close", onGone);
      resolve(body);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        message.pause();
        settle("too_large");
        return;
      }
      chunks.push(chunk);
    };
    const onEnd = (): void => settle(chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks, size));
    const onGone = (): void => settle("aborted");
    // An error is always followed by "close"; without a listener it would end the process.
    message
      .on("data", onData)
      .on("end", onEnd)
      .on("close", onGone)
      .on("error", () => {});
  });
}
