import { createHash, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kmsSigner } from "../../credentials/kms-signer.ts";
import { handleKms } from "../../local/cloud/rest/kms.ts";
import { refuseWebPages } from "../../local/refuse-web-pages.ts";
import { exchange, requestBytes } from "./gateway/wire.ts";

const name = "projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const version = {
  algorithm: "RSA_SIGN_PKCS1_2048_SHA256",
  privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  state: "ENABLED",
};
let signatures = 0;
const server = createServer(
  refuseWebPages(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [path = "", query] = (request.url ?? "").split("?");
    const asked = {
      method: request.method ?? "",
      path,
      query: new URLSearchParams(query),
      body: Buffer.concat(chunks).toString(),
    };
    const answer = await handleKms(asked, { version: (wanted) => (wanted === name ? version : undefined) });
    if (answer?.status === 200) signatures += 1;
    const text = answer?.body ?? "object";
    const headers = { ...answer?.headers, "content-length": Buffer.byteLength(text) };
    response.writeHead(answer?.status ?? 200, headers).end(text);
  }),
);
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const body = JSON.stringify({ digest: { sha256: createHash("sha256").update("evil").digest("base64") } });
const post = (lines: [string, string][]) =>
  exchange(port, requestBytes("POST", `/v1/${name}:asymmetricSign`, lines, body));

describe("the listener that signs", () => {
  it("signs for Google's own client library", async () => {
    const signer = kmsSigner({ versionName: name, algorithm: "RS256", endpoint: `http://127.0.0.1:${port}` });
    expect((await signer.sign(Buffer.from("x"))).length).toBe(256);
  });

  it.each<[string, string]>([
    ["an address", "127.0.0.1:8083"],
    ["a name", "localhost:8083"],
    ["IPv6", "[::1]:8083"],
    ["no port", "127.0.0.1"],
  ])("signs for a process that calls it by %s", async (_, host) => {
    expect((await post([["Host", host]])).status).toBe(200);
  });

  it.each<[string, [string, string][]]>([
    [
      "a page, by a form or a fetch that asks nobody",
      [
        ["Host", "127.0.0.1"],
        ["Origin", "https://evil.example"],
        ["Content-Type", "text/plain"],
      ],
    ],
    [
      "a page without an origin",
      [
        ["Host", "127.0.0.1"],
        ["Origin", "null"],
      ],
    ],
    [
      "a page on another port of loopback",
      [
        ["Host", "localhost"],
        ["Origin", "http://localhost:3000"],
      ],
    ],
    [
      "a browser",
      [
        ["Host", "127.0.0.1"],
        ["Sec-Fetch-Site", "none"],
      ],
    ],
    ["a host name bent to loopback", [["Host", "evil.example:8083"]]],
    ["a host name that begins like loopback", [["Host", "127.0.0.1.evil.example"]]],
    ["a host name that ends like it", [["Host", "evil.localhost"]]],
    [
      "two hosts",
      [
        ["Host", "127.0.0.1"],
        ["Host", "evil.example"],
      ],
    ],
    ["an empty host", [["Host", ""]]],
  ])("signs nothing for %s", async (_, lines) => {
    const before = signatures;
    const answer = await post(lines);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body).error.status).toBe("PERMISSION_DENIED");
    expect(signatures).toBe(before);
  });

  it("does not tell pages which keys there are", async () => {
    const bytes = requestBytes("GET", `/v1/${name}/publicKey`, [["Host", "evil.example"]]);
    expect((await exchange(port, bytes)).status).toBe(403);
  });

  it("lets everybody read public objects", async () => {
    const lines: [string, string][] = [
      ["Host", "host.docker.internal"],
      ["Origin", "http://localhost:3000"],
    ];
    expect((await exchange(port, requestBytes("GET", "/bucket/jwks.json", lines))).body).toBe("object");
  });
});
