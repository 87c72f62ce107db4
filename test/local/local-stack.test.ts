import { createHash, randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localChecks } from "../../local/check/local-checks.ts";
import { runChecks } from "../../local/check/run-checks.ts";
import { send } from "../../local/check/send.ts";
import { json, withKey, withToken } from "../fixtures/calls.ts";
import { ordersApp } from "../fixtures/orders-app/app.ts";
import { devConfig } from "../fixtures/project.ts";
import { type RunningStack, runStack } from "../fixtures/running-stack.ts";

describe("the default stack", () => {
  let running: RunningStack;
  beforeAll(async () => {
    running = await runStack();
  });
  afterAll(() => running.remove());

  test("has two doors, and every check of it is right", async () => {
    expect(running.stack.doors.map((door) => door.name)).toEqual(["main", "second"]);
    const results = await runChecks(localChecks(running.stack, running.minter, running.credentials));
    expect(results.filter((result) => !result.ok)).toEqual([]);
    expect(results.map((result) => result.name)).toEqual([
      "API key",
      "wrong API key",
      "no API key",
      "30-day token",
      "no credential",
      "tampered token",
      "expired token",
      "token for another audience",
      "30-day token straight at the service",
      "nothing straight at the service",
      "the gateway's own ID token straight at the service",
    ]);
  });

  test("tells the service who calls", async () => {
    const echoed = json(await withToken(running, running.credentials.token?.token ?? ""));
    expect(echoed.userinfo).toMatchObject({ sub: "globex", aud: "latchkey-dev" });
    expect(echoed.headers.authorization[0].claims.email).toBe(
      "latchkey-dev-gateway@latchkey-demo.iam.gserviceaccount.com",
    );
  });

  test("writes its outputs for other processes, for the owner alone, with loopback addresses", async () => {
    expect((await stat(running.stack.outputsFile)).mode & 0o777).toBe(0o600);
    const { outputs } = running.stack;
    expect(outputs.gatewayUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(outputs.issuer.issuer).toMatch(/^https:\/\/storage\.googleapis\.com\//);
    expect((await send({ method: "GET", url: outputs.issuer.jwksUri })).headers["cache-control"]).toBe("no-store");
  });

  test("a second start on it is refused with the reason", async () => {
    await expect(runStack({ project: running.project })).rejects.toMatchObject({ code: "stack_locked" });
  });
});

describe("a real app behind it", () => {
  const app = ordersApp();
  let running: RunningStack;
  beforeAll(async () => {
    running = await runStack({ backend: await app.listen({ host: "127.0.0.1", port: 0 }) });
  });
  afterAll(async () => {
    await running.remove();
    await app.close();
  });

  test("is reached with its own statuses and bodies", async () => {
    const made = await withKey(running, "/orders", {
      method: "POST",
      body: '{"item":"bolt"}',
      type: "application/json",
    });
    expect(made.status).toBe(201);
    expect(json(await withKey(running, `/orders/${json(made).id}`))).toEqual({ item: "bolt" });
    expect((await withKey(running, "/orders/404")).status).toBe(404);
  });

  test("gets a 20 MB upload intact", async () => {
    const body = randomBytes(20 * 1024 * 1024);
    const answer = await withKey(running, "/upload", { method: "PUT", body, type: "application/octet-stream" });
    expect(json(answer)).toEqual({ bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") });
  });

  test("its slow chunked answer arrives whole", async () => {
    const lines = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join("");
    expect((await withKey(running, "/slow")).body.toString()).toBe(lines);
  });

  test("sees the gateway's token in Authorization and the caller's beside it", async () => {
    const answer = await withToken(running, running.credentials.token?.token ?? "", "/caller");
    expect(json(answer)).toEqual({ authorization: "Bearer", forwarded: true, userinfo: true });
  });
});

describe("a change that is saved", () => {
  let running: RunningStack;
  beforeAll(async () => {
    running = await runStack();
  });
  afterAll(() => running.remove());

  test("is deployed without a refused or dropped request, at the same addresses", async () => {
    const { gatewayUrl, keyUrl } = running.stack.outputs;
    let stop = false;
    const statuses: number[] = [];
    const load = (async () => {
      while (!stop) statuses.push((await withKey(running, "/hello")).status);
    })();
    await running.project.configure({ ...devConfig, "latchkey:deadlineSeconds": 30 });
    const before = running.stack.deployment.doors.map((door) => door.configId);
    await running.stack.redeploy();
    stop = true;
    await load;
    expect(running.stack.deployment.doors.map((door) => door.configId)).not.toEqual(before);
    expect(statuses.length).toBeGreaterThan(20);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(running.stack.outputs).toMatchObject({ gatewayUrl, keyUrl });
  });

  test("that cannot be deployed is explained, and what was there goes on", async () => {
    await running.project.describe("openapi: 3.0.4\ninfo: {title: x, version: '1'}\npaths:\n\t/a: {}\n");
    await expect(running.stack.redeploy()).rejects.toMatchObject({
      code: "description_refused",
      message: /openapi\/api\.yaml:4/,
    });
    expect((await withKey(running, "/hello")).status).toBe(200);
  });
});
