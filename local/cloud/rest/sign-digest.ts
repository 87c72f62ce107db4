import { constants, createECDH, createPrivateKey, type KeyObject, privateEncrypt } from "node:crypto";

/** DER of an RSASSA-PKCS1-v1_5 DigestInfo for SHA-256, up to the digest. @see https://www.rfc-editor.org/rfc/rfc8017#section-9.2 */
const sha256Info = Buffer.from("3031300d060960864801650304020105000420", "hex");

/** Order of P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Signs a SHA-256 digest that somebody else made, as Cloud KMS does. Node signs only what it has hashed itself.
 *
 * @returns PKCS #1 v1.5 for an RSA key, DER for a key on P-256.
 */
export function signDigest(digest: Buffer, privateKeyPem: string): Buffer {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType === "rsa") {
    return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([sha256Info, digest]));
  }
  return signOnP256(digest, key);
}

/** @see https://www.rfc-editor.org/rfc/rfc6979#section-2.4 */
function signOnP256(digest: Buffer, key: KeyObject): Buffer {
  const secret = toInteger(Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url"));
  for (;;) {
    const nonce = createECDH("prime256v1");
    const point = nonce.generateKeys();
    const r = toInteger(point.subarray(1, 33)) % order;
    const s = (inverse(toInteger(nonce.getPrivateKey())) * (toInteger(digest) + r * secret)) % order;
    if (r === 0n || s === 0n) continue;
    const body = Buffer.concat([derInteger(r), derInteger(s)]);
    return Buffer.concat([Buffer.from([0x30, body.length]), body]);
  }
}

function toInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

/** Multiplicative inverse by Fermat: the order is prime. */
function inverse(value: bigint): bigint {
  let result = 1n;
  for (let square = value % order, rest = order - 2n; rest > 0n; rest >>= 1n, square = (square * square) % order) {
    if (rest & 1n) result = (result * square) % order;
  }
  return result;
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  const positive = (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}
