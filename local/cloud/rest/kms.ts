import { createHash, createPublicKey } from "node:crypto";
import { crc32c } from "../../../credentials/crc32c.ts";
import { googleError, jsonAnswer, type RestAnswer } from "./google-error.ts";
import { signDigest } from "./sign-digest.ts";

/** A key version as the graph knows it. */
export interface KmsVersion {
  /** e.g. `EC_SIGN_P256_SHA256`. */
  readonly algorithm: string;
  /** PKCS #8. It never leaves this process. */
  readonly privateKeyPem: string;
  /** e.g. `ENABLED`, `DISABLED`, `DESTROY_SCHEDULED`, `DESTROYED`. */
  readonly state: string;
}

/** Where key versions are looked up by full name. */
export interface KmsKeys {
  version(name: string): KmsVersion | undefined;
}

/** One request, its body read whole. */
export interface RestRequest {
  readonly method: string;
  /** Without the query string, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** Numbers of the enums, for clients that ask for them. @see https://cloud.google.com/kms/docs/reference/rpc/google.cloud.kms.v1 */
const algorithmNumbers: Readonly<Record<string, number>> = {
  RSA_SIGN_PKCS1_2048_SHA256: 5,
  RSA_SIGN_PKCS1_3072_SHA256: 6,
  RSA_SIGN_PKCS1_4096_SHA256: 7,
  EC_SIGN_P256_SHA256: 12,
};
const stateNumbers: Readonly<Record<string, number>> = {
  ENABLED: 1,
  DISABLED: 2,
  DESTROYED: 3,
  DESTROY_SCHEDULED: 4,
  PENDING_GENERATION: 5,
};

const route =
  /^\/v1\/(projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+\/cryptoKeyVersions\/[^/:]+)(\/publicKey|:asymmetricSign)?$/;

/**
 * Answers Cloud KMS's REST calls on one key version: get, get its public key, sign.
 *
 * @returns nothing when the request is none of these.
 * @see https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys.cryptoKeyVersions
 */
export async function handleKms(request: RestRequest, keys: KmsKeys): Promise<RestAnswer | undefined> {
  const [, encodedName, call = ""] = route.exec(request.path) ?? [];
  if (encodedName === undefined || request.method !== (call === ":asymmetricSign" ? "POST" : "GET")) return undefined;
  const name = decodeName(encodedName);
  const version = name === undefined ? undefined : keys.version(name);
  if (name === undefined || version === undefined)
    return googleError("NOT_FOUND", `CryptoKeyVersion ${name ?? encodedName} not found.`);
  const number = request.query.get("$alt")?.includes("enum-encoding=int") ?? false;
  const software = number ? 1 : "SOFTWARE";
  const algorithm = number ? (algorithmNumbers[version.algorithm] ?? 0) : version.algorithm;
  if (call === "") {
    return jsonAnswer(200, {
      name,
      state: number ? (stateNumbers[version.state] ?? 0) : version.state,
      protectionLevel: software,
      algorithm,
    });
  }
  if (version.state !== "ENABLED") return notEnabled(name, version.state);
  if (call === ":asymmetricSign") return sign(name, version, request.body, software);
  const pem = createPublicKey(version.privateKeyPem).export({ type: "spki", format: "pem" }) as string;
  return jsonAnswer(200, { name, pem, pemCrc32c: checksum(Buffer.from(pem)), algorithm, protectionLevel: software });
}

function sign(name: string, version: KmsVersion, body: string, protectionLevel: string | number): RestAnswer {
  if (algorithmNumbers[version.algorithm] === undefined) {
    return googleError(
      "INVALID_ARGUMENT",
      `${name} is of algorithm ${version.algorithm}, which is not signed with on loopback.`,
    );
  }
  const asked = readSignRequest(body);
  if (asked === undefined) return googleError("INVALID_ARGUMENT", "Invalid JSON payload received.");
  const { digest, data } = asked;
  if ((digest === undefined) === (data === undefined))
    return googleError("INVALID_ARGUMENT", "Exactly one of digest and data must be set.");
  const bytes = digest ?? data ?? Buffer.alloc(0);
  if (digest !== undefined && digest.length !== 32)
    return googleError("INVALID_ARGUMENT", `Digest must be 32 bytes long, was ${digest.length}.`);
  const claimed = digest === undefined ? asked.dataCrc32c : asked.digestCrc32c;
  if (claimed !== undefined && claimed !== checksum(bytes)) {
    const field = digest === undefined ? "data" : "digest";
    return googleError(
      "INVALID_ARGUMENT",
      `The checksum in field ${field}_crc32c did not match the data in field ${field}.`,
    );
  }
  const signature = signDigest(digest ?? createHash("sha256").update(bytes).digest(), version.privateKeyPem);
  return jsonAnswer(200, {
    name,
    signature: signature.toString("base64"),
    signatureCrc32c: checksum(signature),
    [digest === undefined ? "verifiedDataCrc32c" : "verifiedDigestCrc32c"]: claimed !== undefined,
    protectionLevel,
  });
}

interface SignRequest {
  readonly digest?: Buffer;
  readonly digestCrc32c?: string;
  readonly data?: Buffer;
  readonly dataCrc32c?: string;
}

function readSignRequest(body: string): SignRequest | undefined {
  try {
    const { digest, digestCrc32c, data, dataCrc32c } = JSON.parse(body) as Record<string, unknown> & {
      digest?: { sha256?: unknown };
    };
    return {
      ...(typeof digest?.sha256 === "string" && { digest: Buffer.from(digest.sha256, "base64") }),
      ...(typeof data === "string" && { data: Buffer.from(data, "base64") }),
      ...(digestCrc32c !== undefined && { digestCrc32c: String(digestCrc32c) }),
      ...(dataCrc32c !== undefined && { dataCrc32c: String(dataCrc32c) }),
    };
  } catch {
    return undefined;
  }
}

function notEnabled(name: string, state: string): RestAnswer {
  const violation = { type: state === "DESTROY_SCHEDULED" ? "KEY_DESTROYED" : `KEY_${state}`, subject: name };
  return googleError("FAILED_PRECONDITION", `${name} is not enabled, current state is: ${state}.`, [
    { "@type": "type.googleapis.com/google.rpc.PreconditionFailure", violations: [violation] },
  ]);
}

/** A 64-bit integer is text in Google's JSON. */
function checksum(bytes: Uint8Array): string {
  return String(crc32c(bytes));
}

function decodeName(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
