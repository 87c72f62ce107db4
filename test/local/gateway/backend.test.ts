import { createHash, randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { request } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { backend, door, messageOf, method, Stage } from "./stage.ts";

const RESET = "upstream connect error or disconnect/reset before headers. retried and the latest reset reason:";
const any = [method("GET", "/x"), method("POST", "/x"), method("HEAD", "/x")];

let stage: Stage;
afterEach(() => stage.close());

/** Sends a body in one piece and hashes what comes back. */
function upload(
  body: Buffer,
  headers: Record<string, string> = {},
): Promise<{ status: number; sha: string; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port: stage.port, host: "127.0.0.1", path: "/x", method: "POST", headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const whole = Buffer.concat(chunks);
          resolve({ status: answer.statusCode ?? 0, sha: sha(whole), body: whole });
        });
      },
    );
    // A refused upload may be cut off while it is still being written; the answer has come by then.
    sent.on("error", (error: NodeJS.ErrnoException) =>
      /^(?:EPIPE|ECONNRESET)$/.test(error.code ?? "") ? undefined : reject(error),
    );
    sent.end(body);
  });
}

function sha(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

describe("towards the backend", () => {
  it("Authorization is the gateway's ID token and the caller's own moves aside", async () => {
    stage = await Stage.open(door(any));
    await stage.send("GET", "/x", { Authorization: "Basic abc", "X-Forwarded-Authorization": "forged" });
    const headers = stage.received[0]?.headers ?? {};
    const audience = "https://orders-1.europe-west1.run.app";
    expect(headers.authorization).toEqual([`Bearer id-token-of-gateway@acme.iam.gserviceaccount.com-for-${audience}`]);
    expect(headers["x-forwarded-authorization"]).toEqual(["Basic abc"]);
    expect(headers.host).toEqual(["orders-1.europe-west1.run.app"]);
    expect(headers["x-forwarded-proto"]).toEqual(["http"]);
    expect(headers["x-request-id"]?.[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("a forged X-Forwarded-Authorization passes where there is no Authorization, with a warning", async () => {
    stage = await Stage.open(door(any));
    await stage.send("GET", "/x", { "X-Forwarded-Authorization": "forged" });
    expect(stage.received[0]?.headers["x-forwarded-authorization"]).toEqual(["forged"]);
    expect(stage.records[0]?.warnings).toEqual([expect.stringContaining("X-Forwarded-Authorization")]);
  });

  it("disable_auth leaves Authorization alone", async () => {
    stage = await Stage.open(
      door([method("GET", "/x", { backend: backend({ disableAuth: true, jwtAudience: undefined }) })]),
    );
    await stage.send("GET", "/x", { Authorization: "Bearer theirs" });
    expect(stage.received[0]?.headers.authorization).toEqual(["Bearer theirs"]);
  });

  it("the audience is scheme and host name where none is written", async () => {
    const bare = backend({ address: "https://api.acme.test:8443/base", jwtAudience: undefined });
    stage = await Stage.open(door([method("GET", "/x", { backend: bare })]));
    await stage.send("GET", "/x?q=1");
    expect(stage.received[0]?.headers.authorization?.[0]).toMatch(/-for-https:\/\/api\.acme\.test$/);
    expect(stage.received[0]?.url).toBe("/base/x?q=1");
    expect(stage.received[0]?.headers["x-envoy-original-path"]).toEqual(["/x?q=1"]);
  });

  it("the ID token is fetched once, and again five minutes before it expires", async () => {
    stage = await Stage.open(door(any));
    let fetched = 0;
    stage.idToken = async () => {
      fetched += 1;
      const claims = { exp: Math.floor(stage.clock.now() / 1000) + 3600, serial: fetched };
      return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
    };
    const send = async (): Promise<string | undefined> => {
      await stage.send("GET", "/x");
      return stage.received.at(-1)?.headers.authorization?.[0];
    };
    const first = await send();
    expect(await send()).toBe(first);
    await stage.clock.advance(3_300_000);
    expect(await send()).not.toBe(first);
    expect(fetched).toBe(2);
  });

  it("no request goes out without an ID token", async () => {
    stage = await Stage.open(door(any));
    stage.idToken = () => Promise.reject(new Error("unbound"));
    const answer = await stage.send("GET", "/x");
    expect([answer.status, messageOf(answer)]).toEqual([
      500,
      "Token not found for audience: https://orders-1.europe-west1.run.app",
    ]);
    expect(stage.received).toEqual([]);
  });

  it("headers of one connection stay behind, those Connection names included", async () => {
    stage = await Stage.open(door(any));
    const own = {
      Connection: "close, X-Private",
      "X-Private": "1",
      TE: "trailers",
      Upgrade: "websocket",
      "X-Kept": "1",
    };
    await stage.send("GET", "/x", own);
    const headers = stage.received[0]?.headers ?? {};
    for (const name of ["x-private", "te", "upgrade"]) expect(headers[name], name).toBeUndefined();
    expect(headers["x-kept"]).toEqual(["1"]);
    expect(stage.records[0]?.warnings).toEqual([expect.stringContaining("Upgrade was ignored")]);
  });
});

describe("bodies", () => {
  it("of 20 MB arrive as they were sent, both ways, chunked or not", async () => {
    const back = (answer: ServerResponse, chunks: Buffer[]): void => {
      for (const chunk of chunks) answer.write(chunk);
      answer.end();
    };
    stage = await Stage.open(door(any), (received, answer) => {
      const chunks: Buffer[] = [];
      received.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => back(answer, chunks));
    });
    const body = randomBytes(20 * 1024 * 1024);
    expect(await upload(body)).toMatchObject({ status: 200, sha: sha(body) });
    expect(await upload(body, { "transfer-encoding": "chunked" })).toMatchObject({ status: 200, sha: sha(body) });
  });

  it.each([
    ["announced", {}],
    ["chunked", { "transfer-encoding": "chunked" }],
  ])("of more than 32 MB are refused on the way in: %s", async (_, headers: Record<string, string>) => {
    stage = await Stage.open(door(any));
    const answer = await upload(Buffer.alloc(32 * 1024 * 1024 + 1), headers);
    expect([answer.status, JSON.parse(answer.body.toString())]).toEqual([
      413,
      { code: 413, message: "Payload Too Large" },
    ]);
    expect(stage.received).toEqual([]);
  });

  it("of more than 32 MB are refused on the way out", async () => {
    stage = await Stage.open(door(any), (_, answer) => {
      answer.on("error", () => {});
      const write = (): void => {
        while (!answer.destroyed && answer.write(Buffer.alloc(1024 * 1024)));
      };
      answer.on("drain", write);
      write();
    });
    const answer = await stage.send("GET", "/x");
    expect([answer.status, messageOf(answer)]).toEqual([500, "Internal Server Error"]);
    expect(stage.records[0]?.responseDetails).toBe("response_payload_too_large");
  });

  it("keep the backend's status, text and repeated headers, but not those of its connection", async () => {
    stage = await Stage.open(door(any), (_, answer) => {
      answer.writeHead(418, "Short And Stout", ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "Keep-Alive", "timeout=1"]);
      answer.end("tea");
    });
    const answer = await stage.send("GET", "/x");
    expect(answer).toMatchObject({ status: 418, body: "tea", headers: { "set-cookie": "a=1, b=2" } });
    expect(answer.headers["keep-alive"]).not.toBe("timeout=1");
    const head = await stage.send("HEAD", "/x");
    expect([head.status, head.body]).toEqual([418, ""]);
  });

  it("that only HEAD would announce are neither waited for nor too large", async () => {
    stage = await Stage.open(door(any), (_, answer) => answer.writeHead(200, { "content-length": "99999999" }).end());
    expect((await stage.send("HEAD", "/x")).headers["content-length"]).toBe("99999999");
    const overridden = await stage.send("GET", "/x", { "X-HTTP-Method-Override": "HEAD" });
    expect([overridden.status, overridden.headers["content-length"]]).toEqual([200, "0"]);
  });

  it("of an event stream arrive when it is over, with a warning", async () => {
    stage = await Stage.open(door(any), (_, answer) => {
      answer.writeHead(200, { "content-type": "text/event-stream" });
      answer.write("data: 1\n\n");
      setImmediate(() => answer.end("data: 2\n\n"));
    });
    expect((await stage.send("GET", "/x")).body).toBe("data: 1\n\ndata: 2\n\n");
    expect(stage.records[0]?.warnings).toEqual([expect.stringContaining("text/event-stream")]);
  });
});

describe("a backend that fails", () => {
  it.each([
    ["never answers", (_: ServerResponse): void => {}],
    ["never ends its answer", (answer: ServerResponse): void => void answer.write("some")],
  ])("and %s is given its deadline", async (_, behave) => {
    let asked = 0;
    stage = await Stage.open(
      door([method("GET", "/x", { backend: backend({ deadlineSeconds: 5 }) })]),
      (_request, answer) => {
        asked += 1;
        behave(answer);
      },
    );
    const pending = stage.send("GET", "/x");
    await vi.waitFor(() => expect(asked).toBe(1));
    await stage.clock.advance(4_999);
    expect(stage.records).toEqual([]);
    await stage.clock.advance(1);
    const answer = await pending;
    expect([answer.status, JSON.parse(answer.body)]).toEqual([504, { code: 504, message: "upstream request timeout" }]);
  });

  it("is tried a second time, whatever the method", async () => {
    let asked = 0;
    stage = await Stage.open(door(any), (received, answer) => {
      asked += 1;
      if (asked === 1) received.socket.destroy();
      else received.on("data", (chunk: Buffer) => answer.end(chunk));
    });
    expect(await upload(Buffer.from("once more"))).toMatchObject({ status: 200, body: Buffer.from("once more") });
    expect(asked).toBe(2);
  });

  it("by closing kept connections costs no try", async () => {
    const seen = new WeakSet<object>();
    stage = await Stage.open(door(any), (received, answer) => {
      if (seen.has(received.socket)) return received.socket.destroy();
      seen.add(received.socket);
      answer.end();
    });
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all([1, 2, 3].map(() => stage.send("GET", "/x")));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
  });

  it("by switching protocols unasked is no answer", async () => {
    stage = await Stage.open(door(any), (received) => {
      received.socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    });
    expect((await stage.send("GET", "/x")).status).toBe(503);
  });

  it("is given up after that", async () => {
    let asked = 0;
    stage = await Stage.open(door(any), (received) => {
      asked += 1;
      received.socket.destroy();
    });
    const answer = await stage.send("GET", "/x");
    expect([answer.status, messageOf(answer)]).toEqual([503, `${RESET} connection termination`]);
    expect(asked).toBe(2);
  });

  it("by refusing the connection is told apart", async () => {
    stage = await Stage.open(door(any));
    stage.stopBackend();
    const answer = await stage.send("GET", "/x");
    const reason = "remote connection failure, transport failure reason: delayed connect error: 111";
    expect([answer.status, messageOf(answer)]).toEqual([503, `${RESET} ${reason}`]);
  });

  it("in the middle of its answer cuts the caller off", async () => {
    stage = await Stage.open(door(any), (_, answer) => {
      answer.writeHead(200, { "content-length": "100" });
      answer.write("half", () => answer.destroy());
    });
    await expect(stage.send("GET", "/x")).rejects.toThrow("closed");
    await vi.waitFor(() => expect(stage.records[0]?.responseDetails).toBe("upstream_reset_after_response_started"));
  });
});
