import { createPublicKey, verify } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restHandler } from "../../../../local/cloud/rest/rest-handler.ts";
import type { CloudState } from "../../../../local/cloud/state.ts";
import { makeStack, REGION, Registrar } from "../registrar.ts";

let state: CloudState;
let server: Server;
let base: string;
let version: string;

beforeAll(async () => {
  const registrar = new Registrar();
  await makeStack(registrar);
  const ring = await registrar.make("gcp:kms/keyRing:KeyRing", "ring", { location: REGION });
  const key = await registrar.make("gcp:kms/cryptoKey:CryptoKey", "key", {
    keyRing: ring.id,
    purpose: "ASYMMETRIC_SIGN",
    versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" },
  });
  version = (await registrar.make("gcp:kms/cryptoKeyVersion:CryptoKeyVersion", "v", { cryptoKey: key.id })).id;
  await registrar.make("gcp:storage/bucket:Bucket", "closed", { name: "closed", location: REGION });
  const hidden = { bucket: "closed", name: "a.txt", content: "hidden" };
  await registrar.make("gcp:storage/bucketObject:BucketObject", "hidden", hidden);
  await registrar.make("gcp:storage/bucket:Bucket", "listed", { name: "listed", location: REGION });
  const viewer = { bucket: "listed", role: "roles/storage.objectViewer", member: "allUsers" };
  await registrar.make("gcp:storage/bucketIAMMember:BucketIAMMember", "viewer", viewer);
  const odd = { bucket: "listed", name: "a b/ü.txt", content: "ü" };
  await registrar.make("gcp:storage/bucketObject:BucketObject", "odd", odd);
  state = registrar.cloud.state();
  server = createServer(restHandler(() => state));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("a public object", () => {
  it("is read with the headers Cloud Storage gives", async () => {
    const answer = await fetch(`${base}/latchkey-keys/jwks.json`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('{"keys":[]}');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/json",
      "cache-control": "no-store",
      "content-length": "11",
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      "x-goog-generation": expect.stringMatching(/^\d{16}$/),
      "x-goog-hash": expect.stringMatching(/^crc32c=.+,md5=.+$/),
    });
  });

  it("is not sent again to whoever has it", async () => {
    const { headers } = await fetch(`${base}/latchkey-keys/jwks.json`);
    const again = await fetch(`${base}/latchkey-keys/jwks.json`, {
      headers: { "if-none-match": headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  it("may have any name, percent-encoded, and is cached for an hour unless it says otherwise", async () => {
    const answer = await fetch(`${base}/listed/a%20b/%C3%BC.txt?x=1`);
    expect(await answer.text()).toBe("ü");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=3600");
  });

  it("answers HEAD without a body", async () => {
    const answer = await fetch(`${base}/latchkey-keys/jwks.json`, { method: "HEAD" });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("");
  });
});

describe("everything else under storage is refused as XML", () => {
  const refused: readonly (readonly [string, string, number, string, string?])[] = [
    ["an object nobody may read", "/closed/a.txt", 403, "AccessDenied"],
    ["a missing object where nobody may list", "/latchkey-keys/none.json", 403, "AccessDenied"],
    ["a missing object where all may list", "/listed/none", 404, "NoSuchKey"],
    ["a missing bucket", "/nothing-here/a", 404, "NoSuchBucket"],
    ["a bucket without an object", "/latchkey-keys", 400, "InvalidURI"],
    ["a broken escape", "/latchkey-keys/%zz", 400, "InvalidURI"],
    ["a write", "/latchkey-keys/jwks.json", 405, "MethodNotAllowed", "PUT"],
  ];
  for (const [what, path, status, code, method] of refused) {
    it(what, async () => {
      const answer = await fetch(base + path, { method: method ?? "GET" });
      expect(answer.status).toBe(status);
      expect(answer.headers.get("content-type")).toContain("application/xml");
      expect(await answer.text()).toContain(`<Code>${code}</Code>`);
    });
  }
});

describe("KMS", () => {
  it("signs with the key version the program made", async () => {
    const data = Buffer.from("signed here");
    const answer = await fetch(`${base}/v1/${version}:asymmetricSign`, {
      method: "POST",
      body: JSON.stringify({ data: data.toString("base64") }),
    });
    const { signature } = (await answer.json()) as { signature: string };
    const published = await fetch(`${base}/v1/${version}/publicKey`);
    const { pem } = (await published.json()) as { pem: string };
    expect(verify("sha256", data, createPublicKey(pem), Buffer.from(signature, "base64"))).toBe(true);
  });

  it("does not know a version that was never made", async () => {
    expect((await fetch(`${base}/v1/${version}9/publicKey`)).status).toBe(404);
  });

  it("answers other calls with Google's JSON error", async () => {
    const answer = await fetch(`${base}/v1/projects/acme-dev/locations`);
    expect(await answer.json()).toMatchObject({ error: { code: 404, status: "NOT_FOUND" } });
  });

  it("refuses a body beyond its limit", async () => {
    const answer = await fetch(`${base}/v1/${version}:asymmetricSign`, { method: "POST", body: "x".repeat(300_000) });
    expect(answer.status).toBe(400);
  });
});
