import { describe, expect, test } from "vitest";
import { localChecks } from "../../local/check/local-checks.ts";
import { runChecks } from "../../local/check/run-checks.ts";
import { json, withToken } from "../fixtures/calls.ts";
import { devConfig } from "../fixtures/project.ts";
import { runStack } from "../fixtures/running-stack.ts";

const consumers = devConfig["latchkey:consumers"];

describe("a revoked kid", () => {
  test("is refused at once after the deployment, although the gateway had its verification cached", async () => {
    const running = await runStack();
    try {
      const token = running.credentials.token?.token ?? "";
      expect([(await withToken(running, token)).status, (await withToken(running, token)).status]).toEqual([200, 200]);
      const [first, second] = consumers.globex.tokens;
      const globex = {
        tokens: [
          { ...first, state: "revoked" },
          { ...second, state: "active" },
        ],
      };
      await running.project.configure({ ...devConfig, "latchkey:consumers": { ...consumers, globex } });
      await running.stack.redeploy();
      const refused = await withToken(running, token);
      expect(refused.status).toBe(401);
      expect(json(refused)).toEqual({ code: 401, message: "Jwks doesn't have key to match kid or alg from Jwt" });
    } finally {
      await running.remove();
    }
  });
});

describe("the next day", () => {
  test("yesterday's key and token still work", async () => {
    const running = await runStack();
    const { key, token } = running.credentials;
    await running.stop();
    const again = await runStack({ project: running.project });
    try {
      expect(again.credentials.key?.apiKey).toBe(key?.apiKey);
      expect((await withToken(again, token?.token ?? "")).status).toBe(200);
    } finally {
      await again.remove();
    }
  });
});

describe("signed keys", () => {
  test("one door and one URL take the same credential in either header", async () => {
    const running = await runStack({
      config: {
        ...devConfig,
        "latchkey:doors": ["main"],
        "latchkey:apiKeys": "signed",
        "latchkey:signedKeysAreLogged": "accepted",
        "latchkey:consumers": { globex: consumers.globex },
      },
    });
    try {
      const { outputs, doors } = running.stack;
      expect(doors).toHaveLength(1);
      expect([outputs.keyUrl, outputs.tokenUrl]).toEqual([outputs.gatewayUrl, outputs.gatewayUrl]);
      const results = await runChecks(localChecks(running.stack, running.minter, running.credentials));
      expect(results.filter((result) => !result.ok)).toEqual([]);
      expect(results.map((result) => result.name)).toContain("the same token in x-api-key");
    } finally {
      await running.remove();
    }
  });
});

describe("a key set that the team hosts", () => {
  test("is stood in for, so that tokens are good at the gateway", async () => {
    const issuer = { host: "url", issuer: "https://id.acme.example", jwksUri: "https://id.acme.example/keys.json" };
    const running = await runStack({ config: { ...devConfig, "latchkey:issuer": issuer } });
    try {
      const answer = await withToken(running, running.credentials.token?.token ?? "");
      expect(answer.status).toBe(200);
      expect(json(answer).userinfo.iss).toBe("https://id.acme.example");
    } finally {
      await running.remove();
    }
  });
});
