import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { backend, door, messageOf, method, Stage, token } from "./stage.ts";
import { exchange, requestBytes } from "./wire.ts";

let stage: Stage;
afterEach(() => stage.close());

const guarded = door([
  method("GET", "/x", { providerIds: ["own"] }),
  method("POST", "/x", { providerIds: ["own"] }),
  method("GET", "/keyed", { apiKeyRequired: true }),
  method("GET", "/open"),
]);
const bearer = () => `Bearer ${token(stage.clock)}`;

describe("Connection", () => {
  it.each([
    "X-Apigateway-Api-Userinfo",
    "Authorization, X-Apigateway-Api-Userinfo",
    "Host",
    "X-Forwarded-Authorization",
  ])("cannot take out what the gateway adds: %s", async (nominated) => {
    stage = await Stage.open(guarded);
    const answer = await stage.send("GET", "/x", { Connection: `keep-alive, ${nominated}`, Authorization: bearer() });
    const headers = stage.received[0]?.headers;
    // What it names of the caller's own is gone before tokens are looked at, so naming Authorization refuses the request.
    if (nominated.startsWith("Authorization")) expect(messageOf(answer)).toBe("Jwt is missing");
    else {
      expect(answer.status).toBe(200);
      expect(headers?.authorization?.[0]).toMatch(/^Bearer id-token-of-gateway@/);
      expect(headers?.["x-apigateway-api-userinfo"]).toHaveLength(1);
      expect(headers?.["x-forwarded-authorization"]).toHaveLength(1);
      expect(headers?.host).toEqual(["orders-1.europe-west1.run.app"]);
    }
  });

  it("cannot take out whose key it was", async () => {
    stage = await Stage.open(guarded);
    stage.keys = { good: { ok: true, consumerProjectNumber: "42", keyUid: "u" } };
    const names = "x-apigateway-api-consumer-number, x-apigateway-api-consumer-type";
    await stage.send("GET", "/keyed", { Connection: names, "X-Api-Key": "good" });
    expect(stage.received[0]?.headers["x-apigateway-api-consumer-number"]).toEqual(["42"]);
  });

  it.each([
    ["where a request comes from", "X-Forwarded-For"],
    ["ten names", "a,b,c,d,e,f,g,h,i,j"],
    ["a pseudo header", ":path"],
  ])("that names %s is refused", async (_, nominated) => {
    stage = await Stage.open(guarded);
    const answer = await stage.send("GET", "/open", { Connection: nominated });
    expect(answer.status).toBe(400);
    expect(stage.received).toEqual([]);
  });
});

describe("requests made to keep the gateway busy", () => {
  it.each<[string, string, Record<string, string>]>([
    ["a token of nothing but padding", "/x", { Authorization: `Bearer a${"=".repeat(60_000)}a.b.c` }],
    ["a token of nothing but spaces", "/x", { Authorization: `Bearer a${" ".repeat(60_000)}a.b.c` }],
    ["a token of nothing but dots", "/x", { Authorization: `Bearer a${".".repeat(60_000)}` }],
    ["a path of dots", `/${".".repeat(60_000)}`, {}],
    ["a path of hidden files", "/.a".repeat(20_000), {}],
    ["a path of escapes that form escapes", `/${"%%41".repeat(15_000)}`, {}],
    ["a query of parameters", `/x?${"a&".repeat(30_000)}`, {}],
  ])("are answered at once: %s", async (_, target, headers) => {
    stage = await Stage.open(guarded);
    const started = performance.now();
    const answer = await stage.send("GET", target, headers);
    expect([401, 404, 405]).toContain(answer.status);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("are refused when target and headers are too long together", async () => {
    stage = await Stage.open(guarded);
    const half = "a".repeat(31_000);
    expect((await stage.send("GET", `/open?${half}`)).status).toBe(200);
    expect((await stage.send("GET", `/open?${half}`, { "X-Half": half })).status).toBe(431);
  });
});

describe("what Google lets a caller claim", () => {
  it.each([
    ["X-Apigateway-Api-Consumer-Number", "X-Apigateway-Api-Consumer"],
    ["X-Apigateway-Api-Userinfo", "X-Apigateway-Api-Userinfo"],
    ["X-Forwarded-Authorization", "X-Forwarded-Authorization"],
    ["X-Serverless-Authorization", "X-Serverless-Authorization"],
  ])("%s is told in the record where nothing checked it", async (name, told) => {
    stage = await Stage.open(guarded);
    await stage.send("GET", "/open", { [name]: "forged" });
    expect(stage.received[0]?.headers[name.toLowerCase()]).toEqual(["forged"]);
    expect(stage.records[0]?.warnings).toEqual([expect.stringContaining(told)]);
  });

  it("parameters smuggled through a path variable are told, and go where Google sends them", async () => {
    const constant = { backend: backend({ pathTranslation: "CONSTANT_ADDRESS" }) };
    stage = await Stage.open(door([method("GET", "/constant/{id}", constant)]));
    await stage.send("GET", "/constant/7&admin=1");
    await stage.send("GET", "/constant/7");
    expect(stage.received.map(({ url }) => url)).toEqual(["/?id=7&admin=1", "/?id=7"]);
    expect(stage.records.map(({ warnings }) => warnings.length)).toEqual([1, 0]);
  });

  it("a consumer number is told where Service Control could not be asked, and replaced where it could", async () => {
    stage = await Stage.open(guarded);
    const forged = { "X-Api-Key": "good", "X-Apigateway-Api-Consumer-Number": "1" };
    stage.keys = "unreachable";
    await stage.send("GET", "/keyed", forged);
    stage.keys = { good: { ok: true, consumerProjectNumber: "42", keyUid: "u" } };
    await stage.send("GET", "/keyed", forged);
    expect(stage.received.map(({ headers }) => headers["x-apigateway-api-consumer-number"])).toEqual([["1"], ["42"]]);
    expect(stage.records.map(({ warnings }) => warnings.length)).toEqual([2, 0]);
  });
});

describe("two requests in one", () => {
  const smuggled = "GET /open HTTP/1.1\r\nHost: a\r\n\r\n";

  it.each([
    ["chunked spelt twice", "Transfer-Encoding: chunked, chunked\r\n"],
    ["identity after chunked", "Transfer-Encoding: chunked, identity\r\n"],
    ["chunked behind a tab", "Transfer-Encoding:\tchunked\r\nContent-Length: 5\r\n"],
    ["a signed length", "Content-Length: +5\r\n"],
    ["a length in hexadecimal", "Content-Length: 0x5\r\n"],
    ["a folded header", "X-A: 1\r\n Content-Length: 5\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n"],
    ["a space before the colon", "Content-Length : 5\r\n"],
    ["lines that end without CR", "X-A: 1\nContent-Length: 5\r\n"],
  ])("%s is refused and nothing behind it is read", async (_, lines) => {
    stage = await Stage.open(guarded);
    const answer = await exchange(stage.port, `POST /open HTTP/1.1\r\nHost: a\r\n${lines}\r\n0\r\n\r\n${smuggled}`);
    expect(answer.status).toBe(400);
    expect(stage.received).toEqual([]);
  });

  it("the body of a refused request is not taken for the next one", async () => {
    stage = await Stage.open(guarded);
    const statuses: string[] = [];
    const socket = connect(stage.port, "127.0.0.1");
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      statuses.push(...[...chunk.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status ?? ""));
    });
    socket.write(requestBytes("POST", "/x", [], smuggled) + requestBytes("GET", "/keyed"));
    await vi.waitFor(() => expect(statuses).toHaveLength(2));
    socket.destroy();
    expect(statuses).toEqual(["401", "401"]);
    expect(stage.received).toEqual([]);
  });
});

describe("one request that two readers could read differently", () => {
  it.each([
    ["an absolute target of another host", "http://evil.test/x?a=1", "/x?a=1"],
    ["two slashes in front", "//evil.test/../x", "/x"],
    ["a user in front of the host", "http://user@evil.test/x", "/x"],
    ["dots that are escaped", "/open/%2e%2e/x", "/x"],
    ["backslashes", "/open\\..\\x", "/x"],
  ])("%s is judged by the path the backend sees", async (_, target, seen) => {
    stage = await Stage.open(guarded);
    expect((await stage.send("GET", target)).status).toBe(401);
    expect((await stage.send("GET", target, { Authorization: bearer() })).status).toBe(200);
    expect(stage.received.map(({ url, headers }) => [url, headers.host])).toEqual([
      [seen, ["orders-1.europe-west1.run.app"]],
    ]);
  });

  it.each(["X-Original-Url", "X-Rewrite-Url", "X-Envoy-Original-Path"])("%s changes nothing", async (name) => {
    stage = await Stage.open(guarded);
    expect((await stage.send("GET", "/x", { [name]: "/open" })).status).toBe(401);
  });

  it.each(["get", "GET ", "CONNECT", "OPEN"])("the method override %j opens nothing", async (override) => {
    stage = await Stage.open(guarded);
    const answer = await stage.send("POST", "/x", { "X-HTTP-Method-Override": override });
    expect([401, 405]).toContain(answer.status);
    expect(stage.received).toEqual([]);
  });
});
