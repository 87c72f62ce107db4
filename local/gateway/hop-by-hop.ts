/** Headers that concern one connection only, in either direction, and those this gateway writes itself. */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "http2-settings",
  "content-length",
]);

/** {@link HOP_BY_HOP} and what a `Connection` header names besides. */
export function hopByHop(connection: string | undefined): ReadonlySet<string> {
  if (connection === undefined || /^(?:close|keep-alive)$/i.test(connection)) return HOP_BY_HOP;
  return new Set([
    ...HOP_BY_HOP,
    ...connection
      .toLowerCase()
      .split(",")
      .map((name) => name.trim()),
  ]);
}
