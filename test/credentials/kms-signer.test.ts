import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { crc32c } from "../../credentials/crc32c.ts";
import { buildKeySet } from "../../credentials/key-set.ts";
import { kmsSigner } from "../../credentials/kms-signer.ts";
import { mintToken } from "../../credentials/mint.ts";
import { verifyToken } from "../../credentials/verify.ts";
import { googleError, jsonAnswer, type RestAnswer } from "../../local/cloud/rest/google-error.ts";
import { handleKms, type KmsVersion } from "../../local/cloud/rest/kms.ts";
import { type KmsServer, serveKms } from "../local/cloud/rest/kms-server.ts";
import { makeSigningKey, type SigningKey } from "./signing-key.ts";

const versionName = "projects/acme-dev/locations/europe-west1/keyRings/ring/cryptoKeys/tokens/cryptoKeyVersions/1";
const rsa = makeSigningKey("RS256");
const ec = makeSigningKey("ES256");
const input = Buffer.from("header.payload");
let server: KmsServer | undefined;
afterEach(() => server?.close());

/** Serves one key version, letting `change` spoil every good answer to a signing call. */
async function serve(
  key: SigningKey,
  change: (answer: Record<string, unknown>) => Record<string, unknown> = (answer) => answer,
) {
  const algorithm = key.algorithm === "RS256" ? "RSA_SIGN_PKCS1_2048_SHA256" : "EC_SIGN_P256_SHA256";
  const version: KmsVersion = { algorithm, privateKeyPem: key.privateKeyPem, state: "ENABLED" };
  server = await serveKms(async (request) => {
    const answer = await handleKms(request, { version: (name) => (name === versionName ? version : undefined) });
    return answer?.status === 200 ? jsonAnswer(200, change(JSON.parse(answer.body))) : answer;
  });
  return server.endpoint;
}

/** Serves one and the same answer to every call. */
async function serveAlways(answer: RestAnswer) {
  server = await serveKms(async () => answer);
  return server.endpoint;
}

describe("kmsSigner", () => {
  it.each([rsa, ec])("signs tokens that verify against the key set ($algorithm)", async (key) => {
    const { algorithm, publicKeyPem } = key;
    const endpoint = await serve(key);
    const keySet = buildKeySet([{ kid: "kid-of-acme-0001", publicKeyPem, algorithm }]);
    const request = { issuer: "https://issuer.example.com", audience: "orders", keySet, nowSeconds: 1_800_000_000 };
    const { token } = await mintToken({
      ...request,
      consumer: {
        name: "acme",
        maxLifetimeSeconds: 86_400,
        tokens: [{ kid: "kid-of-acme-0001", signingKey: "one", state: "active" }],
      },
      ttlSeconds: 86_400,
      signerFor: (plan) => kmsSigner({ versionName, algorithm: plan.algorithm, endpoint }),
    });
    expect(await verifyToken(token, request)).toMatchObject({ ok: true, claims: { sub: "acme" } });
  });

  it("answers ES256 with raw r‖s of 64 bytes, whatever the length of the DER", async () => {
    const signer = kmsSigner({ versionName, algorithm: "ES256", endpoint: await serve(ec) });
    const lengths = await Promise.all(
      Array.from({ length: 40 }, async (_, round) => (await signer.sign(Buffer.from(`${round}`))).length),
    );
    expect(new Set(lengths)).toEqual(new Set([64]));
  });

  it("sends a hash and its checksum, and neither the token nor any credentials", async () => {
    await kmsSigner({ versionName, algorithm: "RS256", endpoint: await serve(rsa) }).sign(input);
    const [request] = server?.requests ?? [];
    const body = JSON.parse(request?.body ?? "") as { digest: { sha256: string }; digestCrc32c: string };
    expect(Object.keys(body).sort()).toEqual(["digest", "digestCrc32c"]);
    expect(body.digestCrc32c).toBe(String(crc32c(Buffer.from(body.digest.sha256, "base64"))));
    expect(Object.keys(request?.headers ?? {})).not.toContain("authorization");
  });

  it.each([
    ["another version's name", { name: versionName.replace(/1$/, "2") }],
    ["an unverified hash", { verifiedDigestCrc32c: false }],
    ["a checksum that does not fit", { signatureCrc32c: "1" }],
    ["no checksum", { signatureCrc32c: undefined }],
    ["no signature", { signature: "", signatureCrc32c: "0" }],
    ["a damaged signature", { signature: Buffer.alloc(256, 7).toString("base64") }],
  ])("takes no answer with %s", async (_, damage) => {
    const endpoint = await serve(rsa, (answer) => ({ ...answer, ...damage }));
    await expect(kmsSigner({ versionName, algorithm: "RS256", endpoint }).sign(input)).rejects.toMatchObject({
      code: "kms_answer_corrupted",
    });
  });

  it("refuses an RSA signature where one on P-256 is due", async () => {
    const signer = kmsSigner({ versionName, algorithm: "ES256", endpoint: await serve(rsa) });
    await expect(signer.sign(input)).rejects.toMatchObject({
      code: "kms_refused",
      message: expect.stringContaining("P-256"),
    });
  });

  it("names the role and the key when permission is denied", async () => {
    const denied = `Permission 'cloudkms.cryptoKeyVersions.useToSign' denied on resource '${versionName}' (or it may not exist).`;
    const endpoint = await serveAlways(googleError("PERMISSION_DENIED", denied));
    await expect(kmsSigner({ versionName, algorithm: "RS256", endpoint }).sign(input)).rejects.toMatchObject({
      code: "kms_permission_denied",
      fix: expect.stringMatching(/roles\/cloudkms\.signerVerifier on projects\/acme-dev\/.*\/cryptoKeys\/tokens:/),
    });
  });

  it("says that nobody can be reached, within the time it is given", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const signer = kmsSigner({ versionName, algorithm: "RS256", endpoint: `http://127.0.0.1:${port}`, timeoutMs: 300 });
    await expect(signer.sign(input)).rejects.toMatchObject({ code: "kms_unreachable" });
  });

  it("gives up on a server that never answers", async () => {
    server = await serveKms(() => new Promise(() => {}));
    const signer = kmsSigner({ versionName, algorithm: "RS256", endpoint: server.endpoint, timeoutMs: 200 });
    await expect(signer.sign(input)).rejects.toMatchObject({ code: "kms_unreachable" });
  });

  it("tries again when KMS is only busy for a moment", async () => {
    const endpoint = await serve(rsa);
    await server?.close();
    let calls = 0;
    server = await serveKms(async (request) => {
      calls += 1;
      if (calls === 1)
        return {
          status: 503,
          headers: { "content-type": "application/json" },
          body: '{"error":{"code":503,"status":"UNAVAILABLE","message":"later"}}',
        };
      const version = { algorithm: "RSA_SIGN_PKCS1_2048_SHA256", privateKeyPem: rsa.privateKeyPem, state: "ENABLED" };
      return await handleKms(request, { version: () => version });
    });
    expect(server.endpoint).not.toBe(endpoint);
    await kmsSigner({ versionName, algorithm: "RS256", endpoint: server.endpoint }).sign(input);
    expect(calls).toBe(2);
  });

  it("does not hold up a page that is no answer of KMS", async () => {
    const endpoint = await serveAlways({
      status: 404,
      headers: { "content-type": "text/html" },
      body: "<html>Not Found</html>",
    });
    await expect(kmsSigner({ versionName, algorithm: "RS256", endpoint }).sign(input)).rejects.toMatchObject({
      code: "kms_key_not_found",
    });
  });

  it.each(["", "tokens", versionName.replace("/cryptoKeyVersions/1", ""), `${versionName}:destroy`])(
    "refuses %j as a key version",
    (name) => {
      expect(() => kmsSigner({ versionName: name, algorithm: "RS256" })).toThrow(
        expect.objectContaining({ code: "kms_version_unfit" }),
      );
    },
  );

  it.each([
    "http://kms.example.com",
    "http://127.0.0.1:1/path",
    "http://user@127.0.0.1:1",
    "ftp://127.0.0.1",
    "127.0.0.1:1",
    "",
    "http://127.0.0.1.example.com",
  ])("refuses the endpoint %j before anything is sent", async (endpoint) => {
    await expect(kmsSigner({ versionName, algorithm: "RS256", endpoint }).sign(input)).rejects.toMatchObject({
      code: "kms_endpoint_unfit",
    });
  });

  it.each([
    "http://user:hunter2@127.0.0.1:1",
    "https://kms.example/?key=hunter2",
    "https://hunter2:x@kms.example",
    "hunter2@@:",
  ])("repeats no secret of the endpoint %j", async (endpoint) => {
    await expect(kmsSigner({ versionName, algorithm: "RS256", endpoint }).sign(input)).rejects.toMatchObject({
      code: "kms_endpoint_unfit",
      message: expect.not.stringContaining("hunter2"),
    });
  });
});
