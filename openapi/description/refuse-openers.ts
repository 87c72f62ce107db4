import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";

/** Refuses what at the root would open more than is described. @see gateway-semantics §1.5, §4.6 */
export function refuseOpeners(root: Cursor, log: FindingLog): void {
  const allow = root.get("x-google-allow");
  if (allow?.text === "all") log.add("allow_all", allow.place);
  else if (allow && allow.text !== "configured") {
    log.add("wrong_type", allow.place, { what: "x-google-allow", expected: "configured" });
  }
  const legacy = root.get("x-security");
  if (legacy) log.add("legacy_security", legacy.place);

  const endpoints = root.get("x-google-endpoints")?.items() ?? [];
  const servers = (root.get("servers")?.items() ?? []).flatMap((server) => server.get("x-google-endpoint") ?? []);
  for (const endpoint of [...endpoints, ...servers]) {
    const cors = endpoint.get("allowCors");
    if (cors && cors.scalar !== false) log.add("allow_cors", cors.place);
  }
  const managed = root.get("x-google-api-management")?.get("allowCors");
  if (managed && managed.scalar !== false) log.add("allow_cors", managed.place);
}
