import { createPublicKey } from "node:crypto";
import { expect, it } from "vitest";
import { REGION, Registrar, unknown } from "./registrar.ts";

const TOKEN = "gcp:kms/getKMSCryptoKeyVersion:getKMSCryptoKeyVersion";

async function versioned(algorithm: string, state = "ENABLED", purpose = "ASYMMETRIC_SIGN") {
  const registrar = await new Registrar().begin();
  const ring = await registrar.make("gcp:kms/keyRing:KeyRing", "ring", { location: REGION });
  const inputs = { keyRing: ring.id, purpose, versionTemplate: { algorithm } };
  const key = await registrar.make("gcp:kms/cryptoKey:CryptoKey", "key", inputs);
  await registrar.make("gcp:kms/cryptoKeyVersion:CryptoKeyVersion", "v1", { cryptoKey: key.id, state });
  return { registrar, cryptoKey: key.id };
}

const algorithms = [
  ["RSA_SIGN_PKCS1_2048_SHA256", "rsa", 2048],
  ["EC_SIGN_P256_SHA256", "ec", "prime256v1"],
  ["EC_SIGN_P384_SHA384", "ec", "secp384r1"],
] as const;
for (const [algorithm, type, size] of algorithms) {
  it(`gives the public half of an ${algorithm} version, always the same`, async () => {
    const { registrar, cryptoKey } = await versioned(algorithm);
    const answer = await registrar.cloud.invoke(TOKEN, { cryptoKey, version: 1 }, false);
    expect(answer).toMatchObject({
      algorithm,
      name: `${cryptoKey}/cryptoKeyVersions/1`,
      protectionLevel: "SOFTWARE",
      state: "ENABLED",
      version: 1,
    });
    const [{ pem }] = answer.publicKeys as unknown as [{ pem: string }];
    const key = createPublicKey(pem);
    expect(key.asymmetricKeyType).toBe(type);
    expect(key.asymmetricKeyDetails?.modulusLength ?? key.asymmetricKeyDetails?.namedCurve).toBe(size);
    expect(pem).not.toContain("PRIVATE");
    const tomorrow = new Registrar(registrar.cloud.state(), { preview: true });
    expect(await tomorrow.cloud.invoke(TOKEN, { cryptoKey, version: 1 }, true)).toEqual(answer);
  });
}

it("never gives out the private half", async () => {
  const { registrar } = await versioned("EC_SIGN_P256_SHA256");
  const { objects } = registrar.cloud.state();
  for (const { inputs, outputs } of Object.values(objects)) {
    expect(JSON.stringify([inputs, outputs])).not.toContain("PRIVATE KEY");
  }
});

it("knows nothing in a preview that is still to make the key or the version", async () => {
  const { registrar, cryptoKey } = await versioned("EC_SIGN_P256_SHA256");
  const preview = new Registrar(registrar.cloud.state(), { preview: true });
  const unmade = await preview.cloud.invoke(TOKEN, { cryptoKey: unknown, version: 1 }, true);
  expect(unmade).toMatchObject({ publicKeys: unknown, algorithm: unknown });
  expect(await preview.cloud.invoke(TOKEN, { cryptoKey, version: 2 }, true)).toMatchObject({ publicKeys: unknown });
});

it("refuses a version that does not exist", async () => {
  const { registrar, cryptoKey } = await versioned("EC_SIGN_P256_SHA256");
  const asked = registrar.cloud.invoke(TOKEN, { cryptoKey, version: 2 }, false);
  await expect(asked).rejects.toMatchObject({ code: "not_found" });
});

it("refuses a version that is disabled, and one that is not for signing", async () => {
  const disabled = await versioned("EC_SIGN_P256_SHA256", "DISABLED");
  const asked = disabled.registrar.cloud.invoke(TOKEN, { cryptoKey: disabled.cryptoKey }, false);
  await expect(asked).rejects.toMatchObject({ code: "key_version_unusable", details: { state: "DISABLED" } });
  const symmetric = await versioned("GOOGLE_SYMMETRIC_ENCRYPTION", "ENABLED", "ENCRYPT_DECRYPT");
  const other = symmetric.registrar.cloud.invoke(TOKEN, { cryptoKey: symmetric.cryptoKey }, false);
  await expect(other).rejects.toMatchObject({ code: "key_version_unusable" });
});

it("refuses a function it does not know, by name", async () => {
  const { cloud } = new Registrar();
  await expect(cloud.invoke("gcp:x/y:z", {}, false)).rejects.toMatchObject({ code: "unknown_function" });
});
