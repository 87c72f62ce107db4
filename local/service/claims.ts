/** Claims of a JWT, or of a payload segment alone; nothing is verified. Undefined when it is neither. */
export function readClaims(text: string): unknown {
  const segments = text.split(".");
  const payload = segments.length === 3 ? segments[1] : segments.length === 1 ? segments[0] : undefined;
  if (payload === undefined || !/^[A-Za-z0-9_-]+=*$/.test(payload)) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}
