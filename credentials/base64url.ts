/**
 * Decodes unpadded base64url the strict way: no other characters, no padding, no bits left over.
 *
 * Node and most JWT libraries skip what they do not know, so that many texts decode to one value; here exactly one does.
 * @returns the bytes, or nothing.
 */
export function decodeBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}
