import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import { Lines } from "./lines.ts";

/** Bytes of a file. Ten thousand operations with their schemas and examples have some 50 MB. */
export const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Decodes the bytes of an API description.
 *
 * @returns the text, or undefined after a finding `too_large`, `empty_description` or `not_text`.
 */
export function readText(bytes: Uint8Array, file: string, log: FindingLog): string | undefined {
  const start: Place = { file, line: 1, column: 1, pointer: "" };
  if (bytes.byteLength > MAX_BYTES) {
    log.add("too_large", start, { limit: MAX_BYTES });
    return undefined;
  }
  const whole = new TextDecoder("utf-8").decode(bytes);
  const bad = whole.search(/[\0\uFFFD]/);
  if (bad !== -1) {
    const what = whole[bad] === "\0" ? "it holds a NUL byte" : "it holds bytes that are not UTF-8";
    // A replacement character may also have been written as such; only undecodable bytes are refused.
    if (whole[bad] === "\0" || !decodes(bytes)) {
      log.add("not_text", { ...start, ...new Lines(whole).at(bad) }, { what });
      return undefined;
    }
  }
  if (whole.trim() === "") {
    log.add("empty_description", start);
    return undefined;
  }
  return whole;
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
