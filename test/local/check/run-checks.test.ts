import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Target } from "../../../local/check/pick-operation.ts";
import { planChecks, tamper } from "../../../local/check/plan-checks.ts";
import { type CheckResult, runChecks } from "../../../local/check/run-checks.ts";
import { send } from "../../../local/check/send.ts";

/** What arrived, and a server that answers 418 to everything. */
const received: { method?: string; url?: string; key?: unknown; authorization?: string; body: string }[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => {
    body += text;
  });
  request.on("end", () => {
    const { method, url, headers } = request;
    received.push({ method, url, key: headers["x-api-key"], authorization: headers.authorization, body });
    response.writeHead(418, { "x-seen": "yes" }).end("teapot");
  });
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

const target = (rest: Partial<Target> = {}): Target => ({
  method: "GET",
  path: "/a",
  needsKey: false,
  needsToken: false,
  ...rest,
});
const names = (checks: readonly { readonly name: string }[]) => checks.map(({ name }) => name);

describe("a request of a check", () => {
  test("goes out as asked and comes back whole", async () => {
    const answer = await send({ method: "PUT", url: `${url}/x?y=1`, headers: { "x-api-key": "k" }, body: "hello" });
    expect(received.at(-1)).toEqual({
      method: "PUT",
      url: "/x?y=1",
      key: "k",
      authorization: undefined,
      body: "hello",
    });
    expect(answer).toMatchObject({ status: 418, headers: { "x-seen": "yes" } });
    expect(answer.body.toString()).toBe("teapot");
  });

  test("fails where nobody answers", () =>
    expect(send({ method: "GET", url: "http://127.0.0.1:1" })).rejects.toMatchObject({ code: "ECONNREFUSED" }));
});

describe("results", () => {
  const check = (name: string, expected: number[], run: () => Promise<number>) => ({ name, expected, run });

  test("say what was expected and what came, in order, one after the other", async () => {
    const told: CheckResult[] = [];
    const results = await runChecks(
      [
        check("right", [200], async () => 200),
        check("one of two", [401, 403], async () => 403),
        check("wrong", [200], async () => 500),
        check("not reached", [200], async () => (await send({ method: "GET", url: "http://127.0.0.1:1" })).status),
        check("refused by us", [200], () => Promise.reject(new Error("no such key"))),
      ],
      (result) => told.push(result),
    );
    expect(results).toEqual([
      { name: "right", expected: 200, got: 200, ok: true },
      { name: "one of two", expected: "401/403", got: 403, ok: true },
      { name: "wrong", expected: 200, got: 500, ok: false },
      { name: "not reached", expected: 200, got: "ECONNREFUSED", ok: false },
      { name: "refused by us", expected: 200, got: "no such key", ok: false },
    ]);
    expect(told).toEqual(results);
  });
});

describe("the plan", () => {
  const plan = (rest: object) =>
    planChecks({
      keyUrl: url,
      tokenUrl: url,
      serviceUrl: url,
      targets: { signedKeys: false },
      credentials: {},
      ...rest,
    });

  test("without any credential shows at least that the service is private", () => {
    expect(names(plan({}))).toEqual(["nothing straight at the service"]);
  });

  test("leaves out what nobody can sign here", () => {
    const credentials = { token: async () => "a.b.c" };
    const found = names(plan({ targets: { token: target(), signedKeys: false }, credentials }));
    expect(found).toContain("30-day token");
    expect(found).not.toContain("expired token");
  });

  test("does not try a token where a key is demanded that nobody has", () => {
    const credentials = { token: async () => "a.b.c" };
    const found = names(plan({ targets: { token: target({ needsKey: true }), signedKeys: false }, credentials }));
    expect(found).not.toContain("30-day token");
  });

  test("brings the token along where a key is not enough", async () => {
    const credentials = { apiKey: "AIzaKey", token: async () => "a.b.c" };
    const checks = plan({
      targets: { key: target({ needsToken: true, method: "POST" }), signedKeys: false },
      credentials,
    });
    await runChecks(checks.filter(({ name }) => name === "wrong API key"));
    expect(received.at(-1)).toMatchObject({ method: "POST", url: "/a", key: "AIzaKeA", authorization: "Bearer a.b.c" });
  });

  test("tries a signed key in the header of a key, too", async () => {
    const credentials = { token: async () => "a.b.c" };
    const checks = plan({ targets: { token: target(), signedKeys: true }, credentials });
    await runChecks(checks.filter(({ name }) => name === "the same token in x-api-key"));
    expect(received.at(-1)).toMatchObject({ key: "a.b.c", authorization: undefined });
  });
});

test("a tampered token differs in one character of its signature and keeps its shape", () => {
  for (const token of ["aaa.bbb.cccccc", "aaa.bbb.AAAAAA"]) {
    const tampered = tamper(token);
    expect(tampered).toMatch(/^aaa\.bbb\.\w{6}$/);
    expect([...tampered].filter((character, index) => character !== token[index])).toHaveLength(1);
  }
});
