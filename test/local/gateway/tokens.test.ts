import { afterEach, describe, expect, it } from "vitest";
import { door, keySet, messageOf, method, provider, Stage, token } from "./stage.ts";

const secured = door([method("GET", "/in", { providerIds: ["own"] }), method("GET", "/open")]);
const USER_INFO = "x-apigateway-api-userinfo";

let stage: Stage;
afterEach(() => stage.close());

async function ask(credential: string, path = "/in"): Promise<string> {
  const answer = await stage.send("GET", path, { Authorization: `Bearer ${credential}` });
  return answer.status === 200 ? "200" : `${answer.status} ${messageOf(answer)}`;
}

describe("a token", () => {
  it("opens the route, and its payload reaches the backend in place of the caller's own", async () => {
    stage = await Stage.open(secured);
    const good = token(stage.clock);
    const forged = { "X-Apigateway-Api-Userinfo": "forged", Authorization: `Bearer ${good}` };
    expect((await stage.send("GET", "/in", forged)).status).toBe(200);
    expect(stage.received[0]?.headers[USER_INFO]).toEqual([good.split(".")[1]]);
  });

  it("is told apart by its fault", async () => {
    stage = await Stage.open(secured);
    const now = Math.floor(stage.clock.now() / 1000);
    const good = token(stage.clock);
    const tampered = good.replace(/.{6}$/, "AAAAAA");
    const table: [string, string][] = [
      [token(stage.clock, { exp: now - 60 }), "200"],
      [token(stage.clock, { exp: now - 61 }), "401 Jwt is expired"],
      [token(stage.clock, { nbf: now + 60 }), "200"],
      [token(stage.clock, { nbf: now + 61 }), "401 Jwt not yet valid"],
      [token(stage.clock, { aud: "elsewhere" }), "403 Audiences in Jwt are not allowed"],
      [token(stage.clock, { aud: ["x", "http://api.test/"] }), "200"],
      [token(stage.clock, { iss: "other" }), "401 Jwt issuer is not configured"],
      [token(stage.clock, {}, "k9"), "401 Jwks doesn't have key to match kid or alg from Jwt"],
      [tampered, "401 Jwt verification fails"],
      ["", "401 Jwt is missing"],
      ["a.b", "401 Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections"],
    ];
    for (const [credential, expected] of table) expect(await ask(credential), expected).toBe(expected);
  });

  it("without exp passes, with a warning", async () => {
    stage = await Stage.open(secured);
    expect(await ask(token(stage.clock, { exp: undefined }))).toBe("200");
    expect(stage.records[0]?.warnings).toEqual([expect.stringContaining("without exp")]);
  });

  it("is challenged with the address it was sent to", async () => {
    stage = await Stage.open(secured);
    expect((await stage.send("GET", "/in?a=1")).headers["www-authenticate"]).toBe(
      'Bearer realm="http://gateway.test/in?a=1"',
    );
    const wrong = await stage.send("GET", "/in", { Authorization: "Bearer x", "X-Forwarded-Proto": "https" });
    expect(wrong.headers["www-authenticate"]).toBe('Bearer realm="https://gateway.test/in", error="invalid_token"');
    expect(stage.records[0]?.responseDetails).toBe("jwt_authn_access_denied{Jwt_is_missing}");
  });

  it("is not looked at on an open route, and forged user info passes with a warning", async () => {
    stage = await Stage.open(secured);
    const answer = await stage.send("GET", "/open", {
      Authorization: "Bearer x",
      "X-Apigateway-Api-Userinfo": "forged",
    });
    expect(answer.status).toBe(200);
    expect(stage.received[0]?.headers[USER_INFO]).toEqual(["forged"]);
    expect(stage.records[0]?.warnings).toEqual([expect.stringContaining("nothing verified it")]);
  });

  it("of any one provider is enough; of several faults the most telling is named", async () => {
    const other = { ...provider, id: "other", issuer: "https://other.test" };
    const either = method("GET", "/in", { providerIds: ["own", "other"] });
    stage = await Stage.open(door([either], { providers: [provider, other] }));
    expect(await ask(token(stage.clock, { iss: "https://other.test" }))).toBe("200");
    expect(await ask(token(stage.clock, { iss: "https://third.test" }))).toBe("401 Jwt issuer is not configured");
    expect(await ask(token(stage.clock, { exp: 1 }))).toBe("401 Jwt is expired");
    expect(await ask("")).toBe("401 Jwt is missing");
  });

  it("must name the managed service where the provider lists no audience", async () => {
    stage = await Stage.open(door(secured.config.methods, { providers: [{ ...provider, audiences: [] }] }));
    expect(await ask(token(stage.clock))).toMatch(/^403/);
    expect(await ask(token(stage.clock, { aud: "https://orders-1a2b.apigateway.acme.cloud.goog" }))).toBe("200");
  });
});

describe("the key set", () => {
  it("is fetched ahead of time and again after 295 seconds, not for an unknown kid", async () => {
    stage = await Stage.open(secured);
    expect(await ask(token(stage.clock))).toBe("200");
    expect(await ask(token(stage.clock, {}, "k2"))).toMatch(/^401 Jwks doesn't have key/);
    expect(stage.fetches).toBe(1);
    stage.fetchText = async () => ({ status: 200, body: keySet("k1", "k2") });
    await stage.clock.advance(294_999);
    expect(await ask(token(stage.clock, {}, "k2"))).toMatch(/^401/);
    await stage.clock.advance(1);
    expect(stage.fetches).toBe(2);
    expect(await ask(token(stage.clock, {}, "k2"))).toBe("200");
  });

  it.each([
    ["is unreachable", () => Promise.reject(new Error("down"))],
    ["is empty", async () => ({ status: 200, body: '{"keys": []}' })],
    ["answers 403", async () => ({ status: 403, body: keySet("k2") })],
  ])("that %s leaves the old keys in force, and is asked for every second", async (_, broken) => {
    stage = await Stage.open(secured);
    expect(await ask(token(stage.clock))).toBe("200");
    stage.fetchText = broken;
    await stage.clock.advance(600_000);
    expect(stage.fetches).toBe(1 + 1 + 305);
    expect(await ask(token(stage.clock, { sub: "unseen" }))).toBe("200");
  });

  it("that was never there refuses, and is fetched on demand once it is", async () => {
    stage = await Stage.open(secured);
    await stage.gateway.close();
    stage.stopBackend();
    const late = await Stage.open(secured);
    late.fetchText = async () => ({ status: 500, body: "" });
    late.gateway.configure(secured);
    stage = late;
    expect(await ask(token(stage.clock))).toBe("401 Jwks remote fetch is failed");
    stage.fetchText = async () => ({ status: 200, body: keySet("k1") });
    expect(await ask(token(stage.clock))).toBe("200");
  });

  it("is found by discovery where no URL is given", async () => {
    const urls: string[] = [];
    const found = { ...provider, jwksUri: undefined };
    stage = await Stage.open(door(secured.config.methods, { providers: [], methods: [] }));
    stage.fetchText = async (url) => {
      urls.push(url);
      return {
        status: 200,
        body: url.endsWith("configuration") ? '{"jwks_uri": "https://keys.test/k"}' : keySet("k1"),
      };
    };
    stage.gateway.configure(door(secured.config.methods, { providers: [found] }));
    expect(await ask(token(stage.clock))).toBe("200");
    expect(urls).toEqual(["https://issuer.test/.well-known/openid-configuration", "https://keys.test/k"]);
  });
});

describe("a revocation", () => {
  it("does not reach a token that was seen before until the configuration changes", async () => {
    stage = await Stage.open(secured);
    const seen = token(stage.clock);
    expect(await ask(seen)).toBe("200");
    stage.fetchText = async () => ({ status: 200, body: keySet("k2") });
    await stage.clock.advance(300_000);
    expect(await ask(token(stage.clock, { sub: "unseen" }))).toMatch(/^401 Jwks doesn't have key/);
    expect(await ask(seen)).toBe("200");
    stage.gateway.configure({ ...secured, configId: "main-2" });
    expect(await ask(seen)).toMatch(/^401 Jwks doesn't have key/);
  });

  it("reaches a token of over 4 KiB with the next key set: it is never cached", async () => {
    stage = await Stage.open(secured);
    const long = token(stage.clock, { pad: "x".repeat(4096) });
    expect(await ask(long)).toBe("200");
    stage.fetchText = async () => ({ status: 200, body: keySet("k2") });
    await stage.clock.advance(300_000);
    expect(await ask(long)).toMatch(/^401/);
  });

  it("is not needed for a cached token that expires", async () => {
    stage = await Stage.open(secured);
    const seen = token(stage.clock);
    expect(await ask(seen)).toBe("200");
    await stage.clock.advance(3_661_000);
    expect(await ask(seen)).toBe("401 Jwt is expired");
  });

  it("leaves no timer of the old configuration behind", async () => {
    stage = await Stage.open(secured);
    await ask(token(stage.clock));
    for (let i = 0; i < 20; i += 1) stage.gateway.configure({ ...secured, configId: `main-${i}` });
    await ask(token(stage.clock));
    expect(stage.clock.waiting).toBe(1);
  });
});
