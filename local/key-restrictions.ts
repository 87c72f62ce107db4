import { BlockList, isIP } from "node:net";
import type { Json, Values } from "./cloud/state.ts";
import type { CheckError, KeyCheck } from "./gateway/world.ts";

/**
 * Whether a key's own restrictions forbid a call.
 *
 * @param restrictions - as on the `ApiKey` resource.
 * @returns the first error Service Control would give; undefined when nothing forbids it.
 * @see google-facts §4
 */
export function restrictionError(restrictions: Json | undefined, check: KeyCheck): CheckError | undefined {
  if (typeof restrictions !== "object" || restrictions === null) return undefined;
  const { apiTargets, serverKeyRestrictions, browserKeyRestrictions, ...others } = restrictions as Values;
  if (Array.isArray(apiTargets) && !apiTargets.some((target: Json) => covers(target as Values, check))) {
    return "API_TARGET_BLOCKED";
  }
  const ips = (serverKeyRestrictions as Values | undefined)?.allowedIps;
  if (Array.isArray(ips) && !isInside(check.callerIp, ips.map(String))) return "IP_ADDRESS_BLOCKED";
  const referrers = (browserKeyRestrictions as Values | undefined)?.allowedReferrers;
  if (Array.isArray(referrers) && !referrers.some((pattern: Json) => isFrom(check.referer, String(pattern)))) {
    return "REFERER_BLOCKED";
  }
  // Android and iOS callers prove themselves with headers the gateway does not look at here.
  if (others.androidKeyRestrictions !== undefined || others.iosKeyRestrictions !== undefined) {
    return "CLIENT_APP_BLOCKED";
  }
  return undefined;
}

function covers(target: Values, check: KeyCheck): boolean {
  if (target.service !== check.service) return false;
  const { methods } = target;
  if (!Array.isArray(methods) || methods.length === 0) return true;
  return methods.some((method: Json) => {
    const pattern = String(method);
    return pattern.endsWith("*") ? check.operation.startsWith(pattern.slice(0, -1)) : pattern === check.operation;
  });
}

function isInside(address: string, ranges: readonly string[]): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const family = isIP(plain);
  if (family === 0) return false;
  const allowed = new BlockList();
  for (const range of ranges) {
    const [network = "", prefix] = range.split("/");
    const kind = isIP(network) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) allowed.addAddress(network, kind);
    else allowed.addSubnet(network, Number(prefix), kind);
  }
  return allowed.check(plain, family === 6 ? "ipv6" : "ipv4");
}

/** Patterns of web addresses, `*` standing for anything, the scheme optional. */
function isFrom(referer: string | undefined, pattern: string): boolean {
  if (referer === undefined) return false;
  const [rule, subject] = pattern.includes("://") ? [pattern, referer] : [pattern, referer.replace(/^https?:\/\//, "")];
  const expression = rule
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${expression}/?$`).test(subject);
}
