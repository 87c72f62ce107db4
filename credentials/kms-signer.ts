import { createHash } from "node:crypto";
import { crc32c } from "./crc32c.ts";
import { derToRaw } from "./der-to-raw.ts";
import { CredentialError } from "./errors.ts";
import { kmsClient } from "./kms-client.ts";
import { kmsFailure } from "./kms-failure.ts";
import type { Signer } from "./signer.ts";
import type { SigningAlgorithm } from "./signing-algorithm.ts";

const fullName = /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+\/cryptoKeyVersions\/[^/:]+$/;

/** Which key signs, and where Cloud KMS is. */
export interface KmsSignerOptions {
  /** e.g. `projects/acme-dev/locations/europe-west1/keyRings/latchkey/cryptoKeys/tokens/cryptoKeyVersions/1`. */
  readonly versionName: string;
  /** What the key version was made for. */
  readonly algorithm: SigningAlgorithm;
  /** e.g. `http://127.0.0.1:8089`; absent: Google's. */
  readonly endpoint?: string;
  /** How long to go on trying, retries included. Default 15,000. */
  readonly timeoutMs?: number;
}

/**
 * A signer whose private key stays in Cloud KMS. Only a hash is sent there, and both ways are covered by checksums.
 *
 * Its `sign` throws {@link CredentialError} with a `kms_…` code.
 * @throws {CredentialError} `kms_version_unfit`.
 * @see https://cloud.google.com/kms/docs/create-validate-signatures
 */
export function kmsSigner({ versionName, algorithm, endpoint, timeoutMs = 15_000 }: KmsSignerOptions): Signer {
  if (!fullName.test(versionName))
    throw new CredentialError("kms_version_unfit", { version: JSON.stringify(versionName) });
  return {
    algorithm,
    async sign(signingInput) {
      const digest = createHash("sha256").update(signingInput).digest();
      const signature = await askKms(versionName, digest, endpoint, timeoutMs).catch((thrown: unknown) => {
        throw kmsFailure(thrown, versionName);
      });
      if (algorithm === "RS256") return signature;
      const raw = derToRaw(signature, 32);
      if (raw === undefined)
        throw new CredentialError("kms_refused", { version: versionName, reason: "its signature is not one on P-256" });
      return raw;
    },
  };
}

async function askKms(
  name: string,
  digest: Uint8Array,
  endpoint: string | undefined,
  timeoutMs: number,
): Promise<Uint8Array> {
  const client = await kmsClient(endpoint);
  const [answer] = await client.asymmetricSign(
    { name, digest: { sha256: digest }, digestCrc32c: { value: crc32c(digest) } },
    { timeout: timeoutMs, retry: { retryCodes: [14], backoffSettings: backoff(timeoutMs) } },
  );
  const damaged = (what: string) => new CredentialError("kms_answer_corrupted", { version: name, what });
  if (answer.name !== name) throw damaged("it is of another key version");
  if (answer.verifiedDigestCrc32c !== true) throw damaged("the hash arrived unverified");
  if (!(answer.signature instanceof Uint8Array) || answer.signature.length === 0) throw damaged("no signature");
  if (Number(answer.signatureCrc32c?.value ?? -1) !== crc32c(answer.signature)) throw damaged("signature checksum");
  return answer.signature;
}

function backoff(totalTimeoutMillis: number) {
  return {
    initialRetryDelayMillis: 100,
    retryDelayMultiplier: 1.5,
    maxRetryDelayMillis: 2_000,
    initialRpcTimeoutMillis: totalTimeoutMillis,
    rpcTimeoutMultiplier: 1,
    maxRpcTimeoutMillis: totalTimeoutMillis,
    totalTimeoutMillis,
  };
}
