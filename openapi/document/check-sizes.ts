import type { Compilation } from "../compilation.ts";
import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";

/** Bytes of one upload. @see https://docs.cloud.google.com/api-gateway/docs/openapi-v3-limitations */
export const MAX_DOCUMENT_BYTES = 10_000_000;

/** Finds gateway documents that Google would not take in. @param place - root of the description. */
export function checkSizes(documents: Compilation["documents"], place: Place, log: FindingLog): void {
  for (const [door, text] of Object.entries(documents)) {
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_DOCUMENT_BYTES) log.add("document_too_large", place, { door, bytes, limit: MAX_DOCUMENT_BYTES });
  }
}
