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
    const padding = body.length - body.replace(/=+$/, "").length;
    body = body.slice(0, body.length - padding);
    if (padding > 0 && (body.length + padding) % 4 !== 0) return undefined;
    if (padding > 2 || !ALPHABET.test(body)) return undefined;
  }
  return body.length % 4 === 1 ? undefined : Buffer.from(body, "base64url");
}
