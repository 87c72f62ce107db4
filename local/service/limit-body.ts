import { Transform } from "node:stream";

/** The body went on beyond the limit. */
export class BodyTooLargeError extends Error {}

/** Passes a body on, and fails with {@link BodyTooLargeError} at the first byte beyond `maxBytes`. */
export function limitBody(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(new BodyTooLargeError());
      else done(null, chunk);
    },
  });
}
