import { expect } from "vitest";
import { releasedVersions, restoreRelease } from "../released-stack.ts";
import { fromNothing } from "../scenario.ts";

/** What was handed out hangs on these. */
const LASTING = [
  "gcp:apigateway/api:Api",
  "gcp:apigateway/gateway:Gateway",
  "gcp:projects/apiKey:ApiKey",
  "gcp:kms/keyRing:KeyRing",
  "gcp:kms/cryptoKey:CryptoKey",
  "gcp:kms/cryptoKeyVersion:CryptoKeyVersion",
  "gcp:storage/bucket:Bucket",
];

for (const version of await releasedVersions()) {
  fromNothing(`a stack that ${version} deployed is upgraded, and nothing handed out changes`, async (stack) => {
    await restoreRelease(stack, version);
    const before = await stack.outputs();
    const up = await stack.previewAndUp();
    expect(up.errors).toEqual([]);
    const touched = up.operations.filter(({ op, type }) => LASTING.includes(type) && op !== "update");
    expect(touched).toEqual([]);
    const after = await stack.outputs();
    for (const name of ["gatewayUrl", "keyUrl", "tokenUrl", "apiKeys", "signingKeys"]) {
      expect(after[name], name).toEqual(before[name]);
    }
    expect(after.issuer).toMatchObject(before.issuer as object);
  });
}
