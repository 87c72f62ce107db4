const ALPHABET = /^[A-Za-z0-9_-]*$/;

/**
 * Decodes base64url as laxly as the gateway does: white space anywhere, padding if it is the right one, and bits left over at the end are ignored.
 *
 * @returns undefined for anything else, `+` and `/` included.
 * @see gateway-semantics §12
 */
export function decodeBase64Url(text: string): Buffer | undefined {
  let body = text;
  if (!ALPHABET.test(body)) {
    body = body.replace(/[ \t\n\v\f\r]/g, "");
    // No expression that backtracks: tokens come from anybody and may be 60 KB of `=`.
    const padding = body.endsWith("==") ? 2 : body.endsWith("=") ? 1 : 0;
    if (padding > 0 && body.length % 4 !== 0) return undefined;
    body = body.slice(0, body.length - padding);
    if (!ALPHABET.test(body)) return undefined;
  }
  return body.length % 4 === 1 ? undefined : Buffer.from(body, "base64url");
}
