import { createHash } from "node:crypto";

/**
 * `info.version` of a gateway document. It changes when the set of revoked kids does and at no other time.
 *
 * The gateway keeps verified tokens until its configuration changes, so a revocation has to change it.
 * @see gateway-semantics §12, caches
 */
export function documentVersion(revokedKids: readonly string[]): string {
  const kids = [...new Set(revokedKids)].sort();
  if (kids.length === 0) return "1.0.0";
  const digest = createHash("sha256").update(JSON.stringify(kids)).digest("hex");
  return `1.0.0-revoked-${digest.slice(0, 12)}`;
}
