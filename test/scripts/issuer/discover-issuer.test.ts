import type { RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { discoverIssuer } from "../../../scripts/issuer/discover-issuer.ts";
import { endIssuers, rsa, serveIssuer as serve, sound, wellKnown } from "../../fixtures/issuer.ts";

afterEach(endIssuers);

const bounds = { timeoutMs: 5_000 };

describe("an issuer", () => {
  test("is told exactly as it is served, after one question each", async () => {
    const { origin, asked } = await serve((at) => sound(at, `${at}/`));
    expect(await discoverIssuer(`${origin}/`, bounds)).toEqual({
      issuer: `${origin}/`,
      jwksUri: `${origin}/keys?v=1`,
      keys: [{ kid: "r1", kty: "RSA", alg: "RS256" }],
      warnings: [],
    });
    expect(asked).toEqual([wellKnown, "/keys?v=1"]);
  });

  test("may be below a path", async () => {
    const { origin } = await serve((at) => ({
      [`/tenants/a/v2${wellKnown}`]: { issuer: `${at}/tenants/a/v2`, jwks_uri: `${at}/keys` },
      "/keys": { keys: [rsa] },
    }));
    expect(await discoverIssuer(`${origin}/tenants/a/v2`, bounds)).toMatchObject({ jwksUri: `${origin}/keys` });
  });

  test.each([
    ["a slash more", (at: string) => `${at}/`],
    ["another case", (at: string) => at.replace("http", "HTTP")],
    ["another host", () => "https://id.example.com"],
    ["what a terminal would hide", (at: string) => `${at}\u200b\u001b[1A`],
  ])("that its document spells with %s is refused, and both are shown", async (_, said) => {
    const { origin } = await serve((at) => sound(at, said(at)));
    const error = await discoverIssuer(origin, bounds).catch((thrown: Error) => thrown as Error & { code?: string });
    expect(error).toMatchObject({ code: "issuer_differs" });
    expect((error as Error).message).toContain(JSON.stringify(origin));
    expect((error as Error).message).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test.each([
    ["issuer_unreachable", "no document", {}],
    ["issuer_document", "no JSON", { [wellKnown]: "<html>" }],
    ["issuer_document", "a list", { [wellKnown]: [] }],
    ["issuer_document", "two issuers", { [wellKnown]: '{"issuer":"a","issuer":"b"}' }],
    ["issuer_document", "no issuer", { [wellKnown]: {} }],
    ["issuer_too_large", "a document without end", { [wellKnown]: "x".repeat(1024 * 1024 + 1) }],
  ])("%s: %s", async (code, _, answers) => {
    const { origin } = await serve(() => answers);
    await expect(discoverIssuer(origin, bounds)).rejects.toMatchObject({ code });
  });

  test.each([
    "http://keys.example.com/k",
    "ftp://a.example/",
    "https://a b/",
    "/keys",
    "https://a.example/k#1",
    5,
    "https://u:p@a.example/",
  ])("with the key set at %s is refused", async (jwksUri) => {
    const { origin } = await serve((at) => ({ [wellKnown]: { issuer: at, jwks_uri: jwksUri } }));
    await expect(discoverIssuer(origin, bounds)).rejects.toMatchObject({ code: "issuer_document" });
  });

  test.each([
    "http://id.example.com",
    "id.example.com",
    "file:///etc/passwd",
    "https://id.example.com/?a=1",
    "https://id.example.com#a",
    "https://user:secret@id.example.com",
    "http://127.0.0.1.example.com",
    "",
  ])("%j is never asked", (url) =>
    expect(discoverIssuer(url, bounds)).rejects.toMatchObject({ code: "issuer_not_https" }),
  );

  test("that leads elsewhere than to https is not followed", async () => {
    const { origin, asked } = await serve((at) => ({
      [wellKnown]: ((_, response) => response.writeHead(302, { location: `${at}/elsewhere` }).end()) as RequestListener,
    }));
    await expect(discoverIssuer(origin, bounds)).rejects.toMatchObject({ code: "issuer_redirect" });
    expect(asked).toEqual([wellKnown]);
  });

  test("that leads to https is followed there", async () => {
    const { origin } = await serve(() => ({
      [wellKnown]: ((_, response) =>
        response.writeHead(307, { location: "https://127.0.0.1:1/x" }).end()) as RequestListener,
    }));
    const failed = discoverIssuer(origin, bounds);
    await expect(failed).rejects.toMatchObject({
      code: "issuer_unreachable",
      details: { url: "https://127.0.0.1:1/x" },
    });
  });

  test("that does not answer is given up", async () => {
    const { origin } = await serve(() => ({ [wellKnown]: () => undefined }));
    await expect(discoverIssuer(origin, { timeoutMs: 100 })).rejects.toThrow(/no answer within 100 ms/);
  });

  test("that sends its document drop by drop is given up", async () => {
    const { origin } = await serve(() => ({
      [wellKnown]: ((_, response) => void response.write("{")) as RequestListener,
    }));
    await expect(discoverIssuer(origin, { timeoutMs: 200 })).rejects.toThrow(/no answer within 200 ms/);
  });

  test("whose key set cannot be fetched is told with a warning", async () => {
    const { origin } = await serve((at) => ({ [wellKnown]: { issuer: at, jwks_uri: `${at}/keys` } }));
    expect((await discoverIssuer(origin, bounds)).warnings).toEqual([
      `the gateway may not reach the key set: ${origin}/keys cannot be fetched (status 404)`,
    ]);
  });
});
