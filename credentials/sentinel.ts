import { createHash } from "node:crypto";

/** Kid of the entry that every key set ends with. */
export const SENTINEL_KID = "latchkey-sentinel";

const phrase = "Latchkey sentinel: a point of P-256 whose private half nobody has";

const prime = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** Public half of a P-256 key, as it stands in a key set. */
export interface SentinelKey {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
}

/**
 * The public key that keeps a key set from ever being empty.
 *
 * The gateway takes an empty set for a failed fetch and keeps the old keys, so the last kid of a stack could not be revoked. Its point is
 * found by hashing a phrase and counting up until the hash is an x-coordinate: whoever knew its private half would have solved the discrete logarithm.
 * @see gateway-semantics §12
 */
export function sentinelKey(): SentinelKey {
  for (let counter = 0; ; counter++) {
    const x = BigInt(`0x${createHash("sha256").update(`${phrase} ${counter}`).digest("hex")}`);
    if (x >= prime) continue;
    const square = (((x * x * x - 3n * x + b) % prime) + prime) % prime;
    const root = power(square, (prime + 1n) / 4n);
    if ((root * root) % prime !== square) continue;
    const y = root % 2n === 0n ? root : prime - root;
    return { kty: "EC", crv: "P-256", x: coordinate(x), y: coordinate(y) };
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % prime) {
    if (rest & 1n) result = (result * square) % prime;
  }
  return result;
}

function coordinate(value: bigint): string {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex").toString("base64url");
}
