import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toLoopback } from "../../local/url-map.ts";

const map = new Map([
  ["https://main.gateway.dev", "http://127.0.0.1:8080"],
  ["https://storage.googleapis.com", "http://127.0.0.1:8083"],
]);

describe("addresses of Google become addresses on loopback", () => {
  test.each([
    ["an origin", "https://main.gateway.dev", "http://127.0.0.1:8080"],
    ["an address below it", "https://storage.googleapis.com/b/jwks.json", "http://127.0.0.1:8083/b/jwks.json"],
    ["another origin", "https://main.gateway.dev.example", "https://main.gateway.dev.example"],
    ["a text that mentions one", "see https://main.gateway.dev", "see https://main.gateway.dev"],
    ["a number", 7, 7],
    ["nothing", null, null],
    ["a list", ["https://main.gateway.dev"], ["http://127.0.0.1:8080"]],
  ])("%s", (_, given, mapped) => expect(toLoopback(given, map)).toEqual(mapped));

  test("but not the contract strings of tokens", () => {
    const issuer = {
      issuer: "https://main.gateway.dev",
      audience: "https://main.gateway.dev",
      jwksUri: "https://main.gateway.dev",
    };
    expect(toLoopback({ issuer }, map)).toEqual({ issuer: { ...issuer, jwksUri: "http://127.0.0.1:8080" } });
  });

  test("also for a consumer that is called like one of them", () => {
    const consumers = { issuer: { url: { token: "https://main.gateway.dev" } } };
    expect(toLoopback({ consumers }, map)).toEqual({
      consumers: { issuer: { url: { token: "http://127.0.0.1:8080" } } },
    });
  });

  test("and everything else stays what it was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(toLoopback(value, map)).toEqual(value);
      }),
    );
  });
});
