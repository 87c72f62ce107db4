import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findApiKey } from "../../../local/gateway/api-key.ts";
import { RequestHeaders } from "../../../local/gateway/request-headers.ts";
import { checkErrors } from "../../../local/gateway/steps/check-errors.ts";
import type { CheckError } from "../../../local/gateway/world.ts";
import { door, MANAGED_SERVICE, messageOf, method, Stage, token } from "./stage.ts";

interface Cases {
  check_error_table: { check_error: string; body: { code: number; message: string } }[];
  key_location_cases: {
    name: string;
    locations: object[];
    path: string;
    request_headers: Record<string, string | string[]>;
    expect_api_key: string | null;
  }[];
}

const file = new URL("../../../../shared/cases/apikey-error-cases.json", import.meta.url);
const cases: Cases | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

const metered = { quotaLimits: [{ name: "reads-limit", metric: "reads", perMinute: 3 }] };

describe("API keys", () => {
  let stage: Stage;
  beforeAll(async () => {
    const operations = [
      method("GET", "/keyed", { apiKeyRequired: true }),
      method("GET", "/both", { apiKeyRequired: true, providerIds: ["own"] }),
      method("GET", "/token", { providerIds: ["own"] }),
      method("GET", "/metered", { apiKeyRequired: true, metricCosts: { reads: 2 } }),
      method("GET", "/open-metered", { metricCosts: { reads: 0 } }),
    ];
    stage = await Stage.open(door(operations, metered));
  });
  beforeEach(() => {
    stage.keys = {
      good: { ok: true, consumerProjectNumber: "1001", keyUid: "u1" },
      other: { ok: true, consumerProjectNumber: "1002", keyUid: "u2" },
      "": { ok: true, consumerProjectNumber: "0", keyUid: "never asked" },
    };
    for (const list of [stage.records, stage.checks, stage.received]) list.length = 0;
  });
  afterAll(() => stage.close());

  const BAD_KEY = "INVALID_ARGUMENT: API key not valid. Please pass a valid API key.";
  const NO_KEY = expect.stringContaining("UNAUTHENTICATED: Method doesn't allow unregistered callers");

  it.each([
    ["/keyed", {}, 401, NO_KEY],
    ["/keyed?key=good", {}, 200, null],
    ["/keyed?api_key=good", {}, 200, null],
    ["/keyed", { "X-API-Key": "good" }, 200, null],
    ["/keyed?key=", { "X-API-Key": "good" }, 401, NO_KEY],
    ["/keyed?api_key=good&key=bad", {}, 400, BAD_KEY],
    ["/keyed?KEY=good", {}, 401, NO_KEY],
    ["/keyed?key=go%6Fd", {}, 400, BAD_KEY],
    ["/keyed", { Authorization: "Bearer good" }, 401, NO_KEY],
    ["/both?key=good", {}, 401, "Jwt is missing"],
    ["/both?key=bad", {}, 401, "Jwt is missing"],
    ["/token?key=bad", {}, 401, "Jwt is missing"],
  ])("%s with %j is answered %i", async (target, headers, status, text) => {
    const answer = await stage.send("GET", target, headers);
    expect(answer.status).toBe(status);
    if (text !== null) expect(messageOf(answer)).toEqual(text);
  });

  it("are checked after the token, and not at all where none is demanded", async () => {
    const Authorization = `Bearer ${token(stage.clock)}`;
    expect(messageOf(await stage.send("GET", "/both", { Authorization }))).toEqual(NO_KEY);
    expect((await stage.send("GET", "/both?key=bad", { Authorization })).status).toBe(400);
    expect((await stage.send("GET", "/both?key=good", { Authorization })).status).toBe(200);
    expect((await stage.send("GET", "/token?key=bad", { Authorization })).status).toBe(200);
    expect(stage.checks.map(({ apiKey }) => apiKey)).toEqual(["bad", "good"]);
  });

  it("are checked for the operation, the service and the caller's address", async () => {
    await stage.send("GET", "/keyed?key=good", { Referer: "https://web.test/" });
    await stage.send("GET", "/keyed?key=good", { "X-Forwarded-For": "203.0.113.9, 10.0.0.1, 10.0.0.2" });
    const asked = { apiKey: "good", service: MANAGED_SERVICE, operation: "1.orders.GET/keyed" };
    expect(stage.checks).toEqual([
      { ...asked, callerIp: "127.0.0.1", referer: "https://web.test/" },
      { ...asked, callerIp: "203.0.113.9" },
    ]);
  });

  it("name their project to the backend, and stay in the request", async () => {
    await stage.send("GET", "/keyed?key=good", { "X-Apigateway-Api-Consumer-Number": "9" });
    const [received] = stage.received;
    expect(received?.url).toBe("/keyed?key=good");
    expect(received?.headers["x-apigateway-api-consumer-type"]).toEqual(["PROJECT"]);
    expect(received?.headers["x-apigateway-api-consumer-number"]).toEqual(["1001"]);
  });

  it("pass unchecked while Service Control cannot be reached, with a warning", async () => {
    stage.keys = "unreachable";
    expect((await stage.send("GET", "/keyed?key=whatever")).status).toBe(200);
    expect(stage.records[0]?.warnings).toEqual([expect.stringContaining("not checked")]);
    expect((await stage.send("GET", "/keyed")).status).toBe(401);
  });

  it.each(Object.entries(checkErrors))("%s is told as Google tells it", async (error, { status, message }) => {
    stage.keys = { broken: { ok: false, error: error as CheckError } };
    const answer = await stage.send("GET", "/keyed?key=broken");
    expect(JSON.parse(answer.body)).toEqual({ code: status, message: message.replace("{service}", MANAGED_SERVICE) });
    expect(stage.records[0]?.responseDetails).toBe(`service_control_check_error{${error}}`);
  });

  it("spend their project's quota, which is whole again in the next minute", async () => {
    await stage.clock.advance(60_000);
    expect((await stage.send("GET", "/metered?key=good")).status).toBe(200);
    const refused = await stage.send("GET", "/metered?key=good");
    expect(refused.status).toBe(429);
    expect(messageOf(refused)).toBe(
      `RESOURCE_EXHAUSTED: Quota exceeded for quota metric 'reads' and limit 'reads-limit' of service '${MANAGED_SERVICE}' for consumer 'project_number:1001'.`,
    );
    expect((await stage.send("GET", "/metered?key=other")).status).toBe(200);
    await stage.clock.advance(60_000);
    expect((await stage.send("GET", "/metered?key=good")).status).toBe(200);
  });

  it("pick the bucket even where none is demanded; callers without one share theirs", async () => {
    await stage.clock.advance(60_000);
    for (const status of [200, 200, 200, 429]) expect((await stage.send("GET", "/open-metered")).status).toBe(status);
    expect((await stage.send("GET", "/open-metered?key=good")).status).toBe(200);
    expect((await stage.send("GET", "/open-metered?key=bogus")).status).toBe(400);
  });
});

describe.skipIf(cases === undefined)("published cases", () => {
  it("have the same table of check errors", () => {
    for (const { check_error, body } of cases?.check_error_table ?? []) {
      const own = checkErrors[check_error as CheckError];
      if (own === undefined) continue;
      expect({ code: own.status, message: own.message }, check_error).toEqual({
        code: body.code,
        message: body.message.replaceAll(/\{service(_name)?\}/g, "{service}"),
      });
    }
  });

  it("find the key in the same place", () => {
    const standard = JSON.stringify([{ query: "key" }, { query: "api_key" }, { header: "x-api-key" }]);
    for (const one of cases?.key_location_cases ?? []) {
      if (JSON.stringify(one.locations) !== standard) continue;
      const raw = Object.entries(one.request_headers).flatMap(([name, values]) =>
        [values].flat().flatMap((v) => [name, v]),
      );
      const mark = one.path.indexOf("?");
      const query = mark < 0 ? "" : one.path.slice(mark);
      expect(findApiKey({ query, headers: new RequestHeaders(raw) }) || null, one.name).toBe(
        one.expect_api_key || null,
      );
    }
  });
});
