import type { CompileSettings } from "../compilation.ts";
import type { DescribedOperation } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";

/**
 * Finds operations that send ID tokens for the stack's own service to somebody else.
 *
 * Cloud Run takes such a token from whoever presents it.
 */
export function checkBackends(
  operations: readonly DescribedOperation[],
  stack: Pick<CompileSettings["backend"], "address" | "audience">,
  log: FindingLog,
): void {
  const ours = new Set([bare(stack.address), bare(stack.audience)]);
  for (const { backend, place } of operations) {
    if (backend.address === undefined || originOf(backend.address) === originOf(stack.address)) continue;
    if (!ours.has(bare(backend.jwtAudience ?? ""))) continue;
    log.add("backend_audience_shared", place, { address: backend.address });
  }
}

/** Scheme, letter case and a trailing slash tell no two audiences apart, to be on the safe side. */
function bare(audience: string): string {
  return audience
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/+$/, "");
}

function originOf(address: string): string {
  return new URL(address).origin;
}
