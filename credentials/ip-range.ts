import { isIP } from "node:net";

/**
 * Says what is wrong with an IP restriction of an API key, or nothing when it is fine.
 *
 * A range must start at its own network address: `203.0.113.5/24` could mean one address or 256, so it is refused.
 */
export function ipRangeFault(text: string): string | undefined {
  const [address = "", length, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || address.includes("%") || rest.length > 0) return "is not an IP address or CIDR range";
  if (length === undefined) return undefined;
  const bits = family === 4 ? 32 : 128;
  if (length === "0") return "allows every address; leave allowedIps out to say so";
  if (!/^[1-9]\d{0,2}$/.test(length) || Number(length) > bits) return `has no prefix length from 1 to ${bits}`;
  const hostBits = (1n << BigInt(bits - Number(length))) - 1n;
  const value = family === 4 ? ipv4Value(address) : ipv6Value(address);
  return (value & hostBits) === 0n ? undefined : "has address bits set beyond its prefix length";
}

/** True when every address of one range lies in another. Both are sound. */
export function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [parseRange(inner), parseRange(outer)];
  return a.bits === b.bits && a.length >= b.length && (a.value ^ b.value) >> BigInt(b.bits - b.length) === 0n;
}

function parseRange(text: string): { readonly bits: number; readonly length: number; readonly value: bigint } {
  const [address = "", length] = text.split("/");
  const bits = isIP(address) === 4 ? 32 : 128;
  return {
    bits,
    length: length === undefined ? bits : Number(length),
    value: bits === 32 ? ipv4Value(address) : ipv6Value(address),
  };
}

function ipv4Value(address: string): bigint {
  return address.split(".").reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv6Value(address: string): bigint {
  // The URL parser turns an embedded IPv4 tail into two hexadecimal groups.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}
