import type { KeyGeneration } from "../consumer.ts";
import { ipRangeFault } from "../ip-range.ts";
import type { Field } from "./field.ts";

/** An API key generation's id. */
export const keyIdPattern = /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/;

/** Reads one entry of a consumer's `keys`; nothing when its id cannot be used. */
export function parseKeyGeneration(field: Field): KeyGeneration | undefined {
  const { id, allowedIps } = field.members(["id", "allowedIps"]);
  const name = id.text("does not name a key generation", "1 to 32 of a-z, 0-9 and -, such as k1", keyIdPattern);
  const ranges = allowedIps.items().flatMap((range) => {
    const fault = typeof range.value === "string" ? ipRangeFault(range.value) : "is not an IP address or CIDR range";
    if (fault === undefined) return [range.value as string];
    range.refuse(fault, "an IPv4 or IPv6 address or range, such as 203.0.113.0/24");
    return [];
  });
  if (Array.isArray(allowedIps.value) && allowedIps.value.length === 0) {
    allowedIps.refuse(
      "lists no address, which Google reads as every address",
      "at least one address, or no allowedIps at all",
    );
  }
  return name === undefined ? undefined : { id: name, allowedIps: ranges };
}
