import { createHash } from "node:crypto";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Echo, echo } from "../../../local/service/echo.ts";

const claims = { iss: "https://issuer.example", sub: "acme", aud: "orders", exp: 1_795_000_000 };
const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
const token = `${Buffer.from('{"alg":"RS256"}').toString("base64url")}.${payload}.c2lnbmF0dXJl`;
const apiKey = `AIza${"k".repeat(35)}`;

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const headers: [string, string][] = [];
    for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
      headers.push([request.rawHeaders[at] ?? "", request.rawHeaders[at + 1] ?? ""]);
    }
    const { method = "GET", url = "/" } = request;
    echo({ method, url, headers, body: request, hasBody: true, signal: new AbortController().signal }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

/** `fetch` tidies paths up; this does not. */
function send(path: string): Promise<{ body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const outgoing = httpRequest({ hostname, port, path }, async (answer) => {
      resolve({ body: Buffer.concat(await answer.toArray()).toString("utf8") });
    });
    outgoing.once("error", reject).end();
  });
}

async function seen(path: string, init?: RequestInit): Promise<Echo> {
  return (await (await fetch(base + path, init)).json()) as Echo;
}

describe("the echo service", () => {
  it("greets whoever opens it", async () => {
    expect(await seen("/")).toMatchObject({
      message: "You reached the private service.",
      method: "GET",
      path: "/",
      query: {},
    });
  });

  it("returns method, path, query and headers", async () => {
    const got = await seen("/v1/orders%20/7?a=1&a=2&b=", { method: "DELETE", headers: { "X-Trace": "t" } });
    expect(got).toMatchObject({ method: "DELETE", path: "/v1/orders%20/7", query: { a: ["1", "2"], b: [""] } });
    expect(got.headers["x-trace"]).toEqual(["t"]);
  });

  it("takes any path as it is", async () => {
    for (const path of ["//evil.example/x", "/a//b/../c", "/%zz", "/?", "/?a?b"]) {
      const { body } = await send(path);
      expect(JSON.parse(body)).toMatchObject({ path: path.split("?")[0] });
    }
  });

  it("survives a header or parameter called __proto__", async () => {
    const got = await seen("/?__proto__=x", { headers: { __proto__x: "y" } });
    expect(Object.keys(got.query)).toEqual(["__proto__"]);
  });

  it("decodes what the gateway passes on about the caller", async () => {
    const got = await seen("/", {
      headers: {
        "x-apigateway-api-userinfo": payload,
        "x-forwarded-authorization": `Bearer ${token}`,
        "x-apigateway-api-consumer-type": "PROJECT",
        "x-apigateway-api-consumer-number": "123456789012",
      },
    });
    expect(got.userinfo).toEqual(claims);
    expect(got.callerClaims).toEqual(claims);
    expect(got.consumer).toEqual({ type: "PROJECT", number: "123456789012" });
  });

  const carriers: readonly (readonly [string, Record<string, string>, string])[] = [
    ["Authorization", { authorization: `Bearer ${token}` }, "/"],
    ["a signed key", { "x-api-key": token }, "/"],
    ["an API key", { "x-api-key": apiKey }, "/"],
    ["a key in the query", {}, `/?key=${apiKey}`],
    ["a token in the query", {}, `/?access_token=${token}`],
    ["a token in a header of any name", { "x-whatever": `v=${token}` }, "/"],
    ["a key in a parameter of any name", {}, `/?whatever=${apiKey}`],
    ["a cookie", { cookie: "session=abcdefsecret" }, "/"],
    ["a password", { authorization: "Basic YWJjZGVmc2VjcmV0" }, "/"],
  ];
  for (const [what, headers, path] of carriers) {
    it(`never repeats ${what}`, async () => {
      const text = await (await fetch(base + path, { headers })).text();
      for (const secret of [token, apiKey, "abcdefsecret", "YWJjZGVmc2VjcmV0", "c2lnbmF0dXJl"])
        expect(text).not.toContain(secret);
      expect(text).toMatch(/"length": \d+/);
    });
  }

  it("shows the claims and scheme of a credential instead", async () => {
    const got = await seen("/", { headers: { authorization: `Bearer ${token}` } });
    expect(got.headers.authorization).toEqual([{ scheme: "Bearer", length: token.length, claims }]);
  });

  it("returns a short text body with its length and digest", async () => {
    const got = await seen("/", { method: "POST", body: "grüß dich" });
    const sha256 = createHash("sha256").update("grüß dich").digest("hex");
    expect(got.body).toEqual({ length: 11, sha256, text: "grüß dich" });
  });

  it("returns only length and digest of one that is long or not text", async () => {
    for (const body of [Buffer.alloc(70_000, "a"), Buffer.from([0xff, 0xfe, 0x00])]) {
      const got = await seen("/", { method: "PUT", body });
      expect(got.body).toEqual({ length: body.length, sha256: createHash("sha256").update(body).digest("hex") });
    }
  });

  it("answers HEAD without a body", async () => {
    const answer = await fetch(base, { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });
});
