import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { Signer } from "../../credentials/signer.ts";
import type { SigningAlgorithm } from "../../credentials/signing-algorithm.ts";

/** A real key pair and a signer that uses it, for tests that do not need Cloud KMS. */
export interface SigningKey {
  readonly algorithm: SigningAlgorithm;
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
  readonly privateKey: KeyObject;
  readonly signer: Signer;
}

export function makeSigningKey(algorithm: SigningAlgorithm): SigningKey {
  const { publicKey, privateKey } =
    algorithm === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    algorithm,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }) as string,
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    privateKey,
    signer: {
      algorithm,
      sign: async (signingInput) => sign("sha256", signingInput, { key: privateKey, dsaEncoding: "ieee-p1363" }),
    },
  };
}

/** A compact JWS over any header and payload, properly signed however wrong they are. */
export async function signParts(header: unknown, payload: unknown, { signer }: SigningKey): Promise<string> {
  const [first, second] = [header, payload].map((part) =>
    Buffer.from(typeof part === "string" ? part : JSON.stringify(part)).toString("base64url"),
  );
  const signature = await signer.sign(Buffer.from(`${first}.${second}`));
  return `${first}.${second}.${Buffer.from(signature).toString("base64url")}`;
}
