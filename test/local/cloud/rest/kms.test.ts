import { createHash, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crc32c } from "../../../../credentials/crc32c.ts";
import { kmsClient } from "../../../../credentials/kms-client.ts";
import { handleKms, type KmsVersion } from "../../../../local/cloud/rest/kms.ts";
import { makeSigningKey } from "../../../credentials/signing-key.ts";
import { type KmsServer, serveKms } from "./kms-server.ts";

const rsa = makeSigningKey("RS256");
const ec = makeSigningKey("ES256");
const base = "projects/acme-dev/locations/europe-west1/keyRings/ring/cryptoKeys/tokens/cryptoKeyVersions";
const rsaVersion = { algorithm: "RSA_SIGN_PKCS1_2048_SHA256", privateKeyPem: rsa.privateKeyPem, state: "ENABLED" };
const versions: Record<string, KmsVersion> = {
  [`${base}/1`]: rsaVersion,
  [`${base}/2`]: { algorithm: "EC_SIGN_P256_SHA256", privateKeyPem: ec.privateKeyPem, state: "ENABLED" },
  [`${base}/3`]: { ...rsaVersion, state: "DISABLED" },
  [`${base}/4`]: { ...rsaVersion, state: "DESTROYED", privateKeyPem: "" },
  [`${base}/5`]: { ...rsaVersion, algorithm: "RSA_SIGN_PSS_2048_SHA256" },
  [`${base}/6`]: { ...rsaVersion, state: "DESTROY_SCHEDULED" },
};
const keys = { version: (name: string) => versions[name] };
const data = Buffer.from("header.payload");
const digest = createHash("sha256").update(data).digest();

/** Sends one request without a client library. */
async function ask(method: string, path: string, body: unknown = "", query = "") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await handleKms({ method, path, query: new URLSearchParams(query), body: text }, keys);
  return answer && { status: answer.status, json: JSON.parse(answer.body) };
}

describe("Cloud KMS over REST, asked by Google's own client library", () => {
  let server: KmsServer;
  beforeAll(async () => {
    server = await serveKms((request) => handleKms(request, keys));
  });
  afterAll(() => server.close());

  it.each([
    ["RSA", 1, rsa],
    ["P-256", 2, ec],
  ] as const)("signs a digest with %s so that the public key verifies the data", async (_, number, key) => {
    const client = await kmsClient(server.endpoint);
    const name = `${base}/${number}`;
    const [answer] = await client.asymmetricSign({
      name,
      digest: { sha256: digest },
      digestCrc32c: { value: crc32c(digest) },
    });
    expect(answer).toMatchObject({
      name,
      verifiedDigestCrc32c: true,
      verifiedDataCrc32c: false,
      protectionLevel: "SOFTWARE",
    });
    expect(verify("sha256", data, key.publicKeyPem, answer.signature as Buffer)).toBe(true);
    expect(Number(answer.signatureCrc32c?.value)).toBe(crc32c(answer.signature as Buffer));
  });

  it.each([
    ["RSA", 1, rsa],
    ["P-256", 2, ec],
  ] as const)("signs data with %s", async (_, number, key) => {
    const client = await kmsClient(server.endpoint);
    const [answer] = await client.asymmetricSign({
      name: `${base}/${number}`,
      data,
      dataCrc32c: { value: crc32c(data) },
    });
    expect(answer).toMatchObject({ verifiedDataCrc32c: true, verifiedDigestCrc32c: false });
    expect(verify("sha256", data, key.publicKeyPem, answer.signature as Buffer)).toBe(true);
  });

  it.each([
    [1, rsa, "RSA_SIGN_PKCS1_2048_SHA256"],
    [2, ec, "EC_SIGN_P256_SHA256"],
  ] as const)("gives the public half of version %i", async (number, key, algorithm) => {
    const client = await kmsClient(server.endpoint);
    const [answer] = await client.getPublicKey({ name: `${base}/${number}` });
    expect(answer).toMatchObject({
      name: `${base}/${number}`,
      pem: key.publicKeyPem,
      algorithm,
      protectionLevel: "SOFTWARE",
    });
    expect(Number(answer.pemCrc32c?.value)).toBe(crc32c(Buffer.from(key.publicKeyPem)));
  });

  it.each([
    [1, "ENABLED"],
    [3, "DISABLED"],
    [4, "DESTROYED"],
    [6, "DESTROY_SCHEDULED"],
  ])("tells that version %i is %s", async (number, state) => {
    const client = await kmsClient(server.endpoint);
    const [answer] = await client.getCryptoKeyVersion({ name: `${base}/${number}` });
    expect(answer).toMatchObject({ name: `${base}/${number}`, state, algorithm: "RSA_SIGN_PKCS1_2048_SHA256" });
  });

  it.each([
    ["an unknown version", 9, { code: 5, message: expect.stringContaining(`${base}/9 not found`) }],
    ["a disabled version", 3, { code: 9, message: expect.stringContaining("current state is: DISABLED") }],
    ["a destroyed version", 4, { code: 9, message: expect.stringContaining("current state is: DESTROYED") }],
  ])("refuses to sign with %s as Google does", async (_, number, error) => {
    const client = await kmsClient(server.endpoint);
    await expect(
      client.asymmetricSign({ name: `${base}/${number}`, digest: { sha256: digest } }),
    ).rejects.toMatchObject(error);
    await expect(client.getPublicKey({ name: `${base}/${number}` })).rejects.toMatchObject({ code: error.code });
  });

  it("says what precondition a disabled version fails", async () => {
    const client = await kmsClient(server.endpoint);
    const error = await client
      .asymmetricSign({ name: `${base}/3`, digest: { sha256: digest } })
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify((error as { statusDetails: unknown }).statusDetails)).toContain("KEY_DISABLED");
  });
});

describe("handleKms", () => {
  const sign = `/v1/${base}/1:asymmetricSign`;
  const sha256 = digest.toString("base64");

  it.each([
    ["GET", "/"],
    ["GET", `/v1/${base}`],
    ["GET", `/v2/${base}/1`],
    ["POST", `/v1/${base}/1`],
    ["GET", sign],
    ["DELETE", `/v1/${base}/1`],
    ["POST", `/v1/${base}/1:macSign`],
    ["POST", `/v1/${base}/1:destroy`],
    ["GET", `/v1/${base}/1/publicKey/more`],
  ])("leaves %s %s to others", async (method, path) => {
    expect(await ask(method, path)).toBeUndefined();
  });

  it("writes enums as words, or as numbers where the client asks for them", async () => {
    expect((await ask("GET", `/v1/${base}/2`))?.json).toMatchObject({
      state: "ENABLED",
      algorithm: "EC_SIGN_P256_SHA256",
      protectionLevel: "SOFTWARE",
    });
    expect((await ask("GET", `/v1/${base}/2`, "", "$alt=json;enum-encoding=int"))?.json).toMatchObject({
      state: 1,
      algorithm: 12,
      protectionLevel: 1,
    });
  });

  it("finds a version whose name is percent-encoded", async () => {
    expect((await ask("GET", `/v1/${base.replace("acme-dev", "acme%2Ddev")}/1`))?.status).toBe(200);
    expect((await ask("GET", `/v1/${base.replace("acme-dev", "%ff")}/1`))?.status).toBe(404);
  });

  it("says that it verified nothing where no checksum came", async () => {
    expect((await ask("POST", sign, { digest: { sha256 } }))?.json).toMatchObject({ verifiedDigestCrc32c: false });
  });

  it.each([
    ["no JSON", "{", "Invalid JSON"],
    ["null", "null", "Invalid JSON"],
    ["neither digest nor data", {}, "Exactly one"],
    ["both", { digest: { sha256 }, data: "YQ==" }, "Exactly one"],
    ["another hash", { digest: { sha512: sha256 } }, "Exactly one"],
    ["a short digest", { digest: { sha256: "YQ==" } }, "32 bytes"],
    ["a wrong checksum of the digest", { digest: { sha256 }, digestCrc32c: "1" }, "digest_crc32c did not match"],
    ["a wrong checksum of the data", { data: "YQ==", dataCrc32c: 1 }, "data_crc32c did not match"],
  ])("refuses to sign %s", async (_, body, message) => {
    const answer = await ask("POST", sign, body);
    expect(answer?.json.error).toEqual({
      code: 400,
      status: "INVALID_ARGUMENT",
      message: expect.stringContaining(message),
    });
    expect(answer?.status).toBe(400);
  });

  it("refuses to sign with an algorithm it does not know", async () => {
    const answer = await ask("POST", `/v1/${base}/5:asymmetricSign`, { digest: { sha256 } });
    expect(answer).toMatchObject({
      status: 400,
      json: { error: { message: expect.stringContaining("RSA_SIGN_PSS_2048_SHA256") } },
    });
  });

  it("lets no private key out", async () => {
    const secret = rsa.privateKeyPem.split("\n")[3] ?? "";
    for (const path of [`/v1/${base}/1`, `/v1/${base}/1/publicKey`]) {
      expect(JSON.stringify(await ask("GET", path))).not.toContain(secret);
    }
  });
});
