import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

const generate = promisify(generateKeyPair);

const RSA_BITS = /^RSA_SIGN_(PKCS1|PSS)_(2048|3072|4096)_SHA(256|512)$/;
const CURVES: Readonly<Record<string, string>> = {
  EC_SIGN_P256_SHA256: "prime256v1",
  EC_SIGN_P384_SHA384: "secp384r1",
};

/** Whether a KMS algorithm is one the loopback cloud can make keys for. */
export function isSigningAlgorithm(algorithm: string): boolean {
  return RSA_BITS.test(algorithm) || algorithm in CURVES;
}

/**
 * Makes the key pair of a KMS key version.
 *
 * @param algorithm - KMS's name, e.g. `RSA_SIGN_PKCS1_2048_SHA256`.
 * @returns both halves as PEM: PKCS#8 and SubjectPublicKeyInfo.
 */
export async function makeKeyMaterial(algorithm: string): Promise<{ privateKeyPem: string; publicKeyPem: string }> {
  const bits = RSA_BITS.exec(algorithm)?.[2];
  const pair =
    bits === undefined
      ? await generate("ec", { namedCurve: CURVES[algorithm] ?? algorithm })
      : await generate("rsa", { modulusLength: Number(bits) });
  return {
    privateKeyPem: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKeyPem: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}
