import type { CompileSettings } from "../compilation.ts";
import type { DescribedOperation } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";

/**
 * Finds backends that get ID tokens for the stack's own service, deadlines longer than that service works, and addresses that a
 * caller can add parameters to.
 */
export function checkBackends(
  operations: readonly DescribedOperation[],
  stack: CompileSettings["backend"],
  log: FindingLog,
): void {
  const ours = new Set([bare(stack.address), bare(stack.audience)]);
  const origin = originOf(stack.address);
  for (const operation of operations) {
    const { backend, backendPlaces, method, path, place } = operation;
    const isOurs = backend.address === undefined || originOf(backend.address) === origin;
    // Cloud Run takes such a token from whoever presents it.
    if (!isOurs && ours.has(bare(backend.jwtAudience ?? "")))
      log.add("backend_audience_shared", backendPlaces.address ?? place, { address: backend.address ?? "" });

    const limit = stack.timeoutSeconds;
    const seconds = backend.deadlineSeconds;
    if (isOurs && limit !== undefined && seconds !== undefined && seconds > limit)
      log.add("deadline_over_timeout", backendPlaces.deadline ?? place, { seconds, limit });

    const parameters = [...path.matchAll(/\{([^{}=]+)/g)].map(([, name]) => `{${name}}`).join(", ");
    if (backend.pathTranslation === "CONSTANT_ADDRESS" && parameters !== "")
      log.add("constant_address_injection", backendPlaces.address ?? place, { method, path, parameters });
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
