import { Agent, request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { door, method, Stage } from "./stage.ts";
import { exchange } from "./wire.ts";

let stage: Stage;
afterEach(() => stage.close());

const operations = door([method("GET", "/x"), method("POST", "/x")]);

function ask(agent: Agent, path: string, body?: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: stage.port, path, method: body === undefined ? "GET" : "POST", agent };
    const sent = request(options, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("requests that are none", () => {
  it.each([
    ["garbage", "\x16\x03\x01 hello\r\n\r\n"],
    ["a space in a header's name", "GET /x HTTP/1.1\r\nHost: a\r\nX Y: 1\r\n\r\n"],
    ["no Host", "GET /x HTTP/1.1\r\n\r\n"],
    ["two lengths", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "length and chunks",
      "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["an unknown transfer coding", "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"],
    ["a bare CR", "GET /x HTTP/1.1\r\nHost: a\rX: 1\r\n\r\n"],
    ["a NUL in a value", "GET /x HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"],
  ])("%s is answered 400, reaches nobody and closes the connection", async (_, bytes) => {
    stage = await Stage.open(operations);
    const answer = await exchange(stage.port, bytes);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({ code: 400, message: "Bad Request" });
    expect(answer.headers.connection).toBe("close");
    expect(stage.received).toEqual([]);
  });
});

describe("callers that go away", () => {
  it("in the middle of an upload cost nothing", async () => {
    stage = await Stage.open(operations);
    for (let i = 0; i < 20; i += 1) {
      const socket = connect(stage.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf", () => socket.destroy());
    }
    await vi.waitFor(() => expect(stage.records.length).toBe(20));
    expect(stage.received).toEqual([]);
    expect(new Set(stage.records.map(({ responseDetails }) => responseDetails))).toEqual(
      new Set(["downstream_remote_disconnect"]),
    );
    expect((await stage.send("GET", "/x")).status).toBe(200);
  });

  it("before the backend answers take its request with them", async () => {
    let cut = 0;
    stage = await Stage.open(operations, (received) => {
      received.socket.on("close", () => {
        cut += 1;
      });
      socket.destroy();
    });
    const socket = connect(stage.port, "127.0.0.1");
    socket.write("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
    await vi.waitFor(() => expect(cut).toBe(1));
    await vi.waitFor(() =>
      expect(stage.records[0]).toMatchObject({ status: 0, responseDetails: "downstream_remote_disconnect" }),
    );
    expect(stage.clock.waiting).toBe(1);
  });
});

describe("under load", () => {
  it("every answer belongs to its request while backends reset, callers leave and configurations change", async () => {
    stage = await Stage.open(operations, (received, answer) => {
      if (Math.random() < 0.05) return received.socket.destroy();
      const chunks: Buffer[] = [];
      received.on("data", (chunk: Buffer) => chunks.push(chunk));
      received.on("end", () => answer.end(`${received.url}|${Buffer.concat(chunks)}`));
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    let answered = 0;
    const one = async (i: number): Promise<void> => {
      if (i % 100 === 0) stage.gateway.configure({ ...operations, configId: `main-${i}` });
      if (i % 50 === 7)
        connect(stage.port, "127.0.0.1", function (this: import("node:net").Socket) {
          this.write(`POST /x?n=gone HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf`, () => this.destroy());
        });
      const { status, body } = await ask(agent, `/x?n=${i}`, i % 2 === 0 ? `body-${i}` : undefined);
      if (status === 503) return;
      expect(status).toBe(200);
      expect(body).toBe(`/x?n=${i}|${i % 2 === 0 ? `body-${i}` : ""}`);
      answered += 1;
    };
    for (let start = 0; start < 2000; start += 100)
      await Promise.all(Array.from({ length: 100 }, (_, k) => one(start + k)));
    agent.destroy();
    expect(answered).toBeGreaterThan(1900);
  });

  it("a pipelined pair is answered in order", async () => {
    stage = await Stage.open(operations);
    const socket = connect(stage.port, "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.write("GET /x?n=1 HTTP/1.1\r\nHost: a\r\n\r\nGET /x?n=2 HTTP/1.1\r\nHost: a\r\n\r\n");
    await vi.waitFor(() =>
      expect([...text.matchAll(/"url":"\/x\?n=(\d)"/g)].map((found) => found[1])).toEqual(["1", "2"]),
    );
    socket.destroy();
  });
});

describe("a configuration Google would refuse", () => {
  it("is refused, and the old one stays in force", async () => {
    stage = await Stage.open(operations);
    expect(() => stage.gateway.configure(door([method("GET", "/a/{x}"), method("GET", "/a/{y}")]))).toThrow(
      "duplicate",
    );
    expect((await stage.send("GET", "/x")).status).toBe(200);
  });
});
