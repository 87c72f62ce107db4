import { describe, expect, it } from "vitest";
import { CredentialError } from "../../credentials/errors.ts";
import { kmsFailure } from "../../credentials/kms-failure.ts";

const version = "projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1";

describe("kmsFailure", () => {
  it.each([
    [7, "Permission 'cloudkms.cryptoKeyVersions.useToSign' denied", "kms_permission_denied"],
    [
      7,
      "Cloud Key Management Service (KMS) API has not been used in project 1 before or it is disabled.",
      "kms_api_disabled",
    ],
    [16, "Request had invalid authentication credentials.", "kms_unauthenticated"],
    [undefined, "Could not load the default credentials. Browse to …", "kms_unauthenticated"],
    [5, `CryptoKeyVersion ${version} not found.`, "kms_key_not_found"],
    [8, "Quota exceeded", "kms_quota"],
    [14, "connect ECONNREFUSED 127.0.0.1:1", "kms_unreachable"],
    [4, "Deadline exceeded", "kms_unreachable"],
    [9, `${version} is not enabled, current state is: DISABLED.`, "kms_key_not_enabled"],
    [9, `${version} is not enabled, current state is: PENDING_GENERATION.`, "kms_key_not_enabled"],
    [9, `${version} is not enabled, current state is: DESTROY_SCHEDULED.`, "kms_key_destroyed"],
    [9, `${version} is not enabled, current state is: DESTROYED.`, "kms_key_destroyed"],
    [3, "Digest must be 32 bytes long", "kms_refused"],
    [undefined, "socket hang up", "kms_refused"],
  ])("takes code %s, “%s”, for %s", (code, message, expected) => {
    const error = kmsFailure(Object.assign(new Error(message), { code }), version);
    expect(error).toMatchObject({
      code: expected,
      message: expect.stringContaining(version),
      cause: expect.any(Error),
    });
    expect(`${error.message} ${error.fix}`).not.toMatch(/\{\w+\}/);
  });

  it("leaves our own errors as they are", () => {
    const own = new CredentialError("kms_answer_corrupted", { version, what: "signature checksum" });
    expect(kmsFailure(own, version)).toBe(own);
  });

  it("copes with what is not even an error", () => {
    expect(kmsFailure("no idea", version)).toMatchObject({
      code: "kms_refused",
      message: expect.stringContaining("no idea"),
    });
  });
});
