import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgedClaims } from "../../local/check/forged-claims.ts";
import { findLocalTargets } from "../../local/check/targets.ts";
import { startMinter } from "../../local/minter/minter.ts";
import { devConfig } from "../fixtures/project.ts";
import { type RunningStack, runStack } from "../fixtures/running-stack.ts";

const kid = "Vq3mXb8sTtyR0kWnPzE5LA";
const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
const config = {
  ...devConfig,
  "latchkey:signingAlgorithm": "ES256",
  "latchkey:consumers": {
    past: { tokens: [{ kid: "Hc0sW1vNq7uYb3xJkR9fTA", signingKey: "one", state: "active", until: "2020-01-01" }] },
    acme: { keys: [{ id: "k1" }, { id: "k2" }] },
    globex: { tokens: [{ kid, signingKey: "one", state: "active", until: soon }] },
  },
};

describe("a credential of each kind", () => {
  let running: RunningStack;
  beforeAll(async () => {
    running = await runStack({ config });
  }, 60_000);
  afterAll(() => running.remove());
  const order = () => ({
    name: "globex",
    consumer: running.stack.outputs.consumers.globex ?? expect.fail("there is no globex"),
    ...running.stack.outputs.issuer,
    keySet: running.stack.outputs.keySet,
    signingKeys: running.stack.outputs.signingKeys,
    kmsEndpoint: running.stack.outputs.loopback?.kmsEndpoint ?? "",
  });

  test("is of the first consumer that may have one, at the URL where it is good", () => {
    const { key, token } = running.credentials;
    const { outputs } = running.stack;
    expect(key).toEqual({ consumer: "acme", url: outputs.keyUrl, apiKey: outputs.apiKeys.acme?.k1 });
    expect(token).toMatchObject({
      consumer: "globex",
      url: outputs.tokenUrl,
      kid,
      algorithm: "ES256",
      signingKey: "one",
    });
  });

  test("does not outlast its generation", () => {
    const { token = "", expiresAt = "" } = running.credentials.token ?? {};
    expect(decodeJwt(token).exp).toBeLessThanOrEqual(Date.parse(`${soon}T00:00:00Z`) / 1000);
    expect(expiresAt).toBe(new Date((decodeJwt(token).exp ?? 0) * 1000).toISOString().replace(".000Z", "Z"));
  });

  test("finds an operation to be tried on", () => {
    expect(findLocalTargets(running.stack)).toMatchObject({
      key: { method: "GET", needsKey: true, needsToken: false },
      token: { method: "GET", needsKey: false, needsToken: true },
      signedKeys: false,
    });
  });

  test("the minting process refuses as the rules do, with their code and way out", async () => {
    await expect(running.minter.mint({ ...order(), ttlSeconds: 400 * 86_400 })).rejects.toMatchObject({
      code: "duration_over_limit",
      fix: expect.stringMatching(/\S/),
    });
    await expect(running.minter.mint({ ...order(), keySet: '{"keys":[]}', ttlSeconds: 60 })).rejects.toMatchObject({
      code: "kid_not_published",
    });
  });

  test("a forged one carries any claims under the stack's real key", async () => {
    const claims = forgedClaims("expired", { ...running.stack.outputs.issuer, consumer: "globex" });
    const forged = await running.minter.forge({
      kid,
      algorithm: "ES256",
      claims,
      versionName: running.stack.outputs.signingKeys.one ?? "",
      kmsEndpoint: order().kmsEndpoint,
    });
    expect(decodeProtectedHeader(forged)).toEqual({ alg: "ES256", typ: "JWT", kid });
    expect(decodeJwt(forged)).toEqual(claims);
    expect(decodeJwt(forged).exp).toBeLessThan(Date.now() / 1000);
  });

  test("orders that a stopped minting process can no longer answer fail instead of hanging", async () => {
    const minter = startMinter();
    const minted = minter.mint({ ...order(), ttlSeconds: 60 });
    minter.stop();
    await expect(minted).rejects.toThrow("the minting process ended");
    await expect(minter.mint({ ...order(), ttlSeconds: 60 })).rejects.toThrow();
  });
});
