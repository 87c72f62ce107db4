import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { decodeBase64Url } from "./base64url.ts";
import { type Json, parseLenientJson } from "./lenient-json.ts";

/** A key the gateway may verify with. */
export interface VerificationKey {
  /** Empty: fits every token. */
  readonly kid: string;
  /** Empty: fits every algorithm, and the type of the key decides how it is used. */
  readonly algorithm: string;
  readonly type: "RSA" | "EC" | "OKP" | "oct";
  /** A public key, or the secret of an `oct` one. */
  readonly key: KeyObject | Buffer;
  /** Bytes of one coordinate of an EC key. */
  readonly coordinateBytes: number;
}

type Jwk = Readonly<Record<string, Json>>;
type Material = Pick<VerificationKey, "type" | "key" | "coordinateBytes">;

const CURVES: Readonly<Record<string, { readonly algorithm: string; readonly bytes: number }>> = {
  "P-256": { algorithm: "ES256", bytes: 32 },
  "P-384": { algorithm: "ES384", bytes: 48 },
  "P-521": { algorithm: "ES512", bytes: 66 },
};
const CERTIFICATE_START = "-----BEGIN CERTIFICATE-----\n";
const CERTIFICATE_END = "\n-----END CERTIFICATE-----\n";

/**
 * Reads a key set: a JWKS, or a map of kids to certificates.
 *
 * A JWK the gateway cannot use is passed over as long as another is left; one bad certificate spoils the whole map.
 *
 * @returns undefined where the gateway says `Jwks remote fetch is failed`, an empty set included.
 * @see gateway-semantics §3.5, §12
 */
export function parseKeySet(text: string): readonly VerificationKey[] | undefined {
  const json = parseLenientJson(Buffer.from(text));
  if (!isObject(json)) return undefined;
  const keys = json.keys === undefined ? readCertificates(json) : readJwks(json.keys);
  return keys === undefined || keys.length === 0 ? undefined : keys;
}

function isObject(json: Json | undefined): json is { [name: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function readJwks(keys: Json): VerificationKey[] | undefined {
  if (!Array.isArray(keys)) return undefined;
  return keys.filter(isObject).flatMap((jwk) => {
    const algorithm = typeof jwk.alg === "string" ? jwk.alg : "";
    const material = attempt(() => readMaterial(jwk, algorithm));
    return material === undefined ? [] : [{ kid: typeof jwk.kid === "string" ? jwk.kid : "", algorithm, ...material }];
  });
}

function readMaterial(jwk: Jwk, algorithm: string): Material | undefined {
  // Only the family is checked: `alg: "RS"` makes a key that is there and fits no token.
  const fits = (family: RegExp): boolean => algorithm === "" || family.test(algorithm);
  switch (jwk.kty) {
    case "RSA":
      return fits(/^[RP]S/) ? readRsa(jwk) : undefined;
    case "EC":
      return readEc(jwk, algorithm);
    case "OKP":
      return fits(/^EdDSA$/) ? readOkp(jwk) : undefined;
    case "oct":
      return fits(/^HS/) ? readOct(jwk) : undefined;
    default:
      return undefined;
  }
}

function readRsa(jwk: Jwk): Material | undefined {
  const n = integer(jwk.n);
  const e = integer(jwk.e);
  if (n === undefined || e === undefined) return undefined;
  const exponent = e.length > 4 ? 0 : e.readUIntBE(0, e.length);
  const odd = ((n.at(-1) ?? 0) & 1) === 1;
  const bits = n.length * 8 - Math.clz32(n[0] ?? 0) + 24;
  if ((exponent !== 3 && exponent !== 65_537) || !odd || bits < 512 || bits > 16_384) return undefined;
  const key = createPublicKey({ format: "jwk", key: { kty: "RSA", n: base64url(n), e: base64url(e) } });
  return { type: "RSA", key, coordinateBytes: 0 };
}

function readEc(jwk: Jwk, algorithm: string): Material | undefined {
  if (jwk.crv !== undefined && typeof jwk.crv !== "string") return undefined;
  const named = jwk.crv ?? "";
  const byAlgorithm = Object.keys(CURVES).find((curve) => CURVES[curve]?.algorithm === algorithm);
  if (algorithm !== "" && byAlgorithm === undefined) return undefined;
  const crv = named === "" ? (byAlgorithm ?? "P-256") : named;
  const curve = CURVES[crv];
  if (curve === undefined || (algorithm !== "" && curve.algorithm !== algorithm)) return undefined;
  const x = integer(jwk.x);
  const y = integer(jwk.y);
  if (x === undefined || y === undefined || x.length > curve.bytes || y.length > curve.bytes) return undefined;
  const key = createPublicKey({
    format: "jwk",
    key: { kty: "EC", crv, x: base64url(leftPad(x, curve.bytes)), y: base64url(leftPad(y, curve.bytes)) },
  });
  return { type: "EC", key, coordinateBytes: curve.bytes };
}

function readOkp(jwk: Jwk): Material | undefined {
  const x = octets(jwk.x);
  if (jwk.crv !== "Ed25519" || x?.length !== 32) return undefined;
  const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: base64url(x) } });
  return { type: "OKP", key, coordinateBytes: 0 };
}

function readOct(jwk: Jwk): Material | undefined {
  const key = octets(jwk.k);
  return key === undefined || key.length === 0 ? undefined : { type: "oct", key, coordinateBytes: 0 };
}

function readCertificates(map: Jwk): VerificationKey[] | undefined {
  const keys: VerificationKey[] = [];
  for (const [kid, pem] of Object.entries(map)) {
    if (kid === "" || typeof pem !== "string") return undefined;
    if (!pem.startsWith(CERTIFICATE_START) || !pem.endsWith(CERTIFICATE_END)) return undefined;
    const key = attempt(() => new X509Certificate(pem).publicKey);
    if (key?.asymmetricKeyType !== "rsa") return undefined;
    keys.push({ kid, algorithm: "", type: "RSA", key, coordinateBytes: 0 });
  }
  return keys;
}

/** node:crypto throws on keys it cannot take; to the gateway they are just not there. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function octets(value: Json | undefined): Buffer | undefined {
  return typeof value === "string" ? decodeBase64Url(value) : undefined;
}

/** Big-endian number without leading zeros. */
function integer(value: Json | undefined): Buffer | undefined {
  const bytes = octets(value);
  if (bytes === undefined) return undefined;
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? undefined : bytes.subarray(first);
}

function leftPad(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([Buffer.alloc(length - bytes.length), bytes]);
}

function base64url(bytes: Buffer): string {
  return bytes.toString("base64url");
}
