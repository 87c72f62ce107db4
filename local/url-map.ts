/** Origin as Google would have it → origin on loopback. */
export type UrlMap = ReadonlyMap<string, string>;

/** Contract strings that sit in tokens: they are compared, never called, and so stay as they are. */
const contracts = new Set(["issuer", "audience"]);

/** Puts loopback addresses in the place of Google's, at any depth of the stack outputs. */
export function toLoopback(value: unknown, map: UrlMap): unknown {
  if (typeof value === "string") return mapUrl(value, map);
  if (Array.isArray(value)) return value.map((item) => toLoopback(item, map));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      contracts.has(key) && typeof item === "string" ? item : toLoopback(item, map),
    ]),
  );
}

function mapUrl(text: string, map: UrlMap): string {
  for (const [origin, local] of map) {
    if (text === origin || text.startsWith(`${origin}/`)) return `${local}${text.slice(origin.length)}`;
  }
  return text;
}
