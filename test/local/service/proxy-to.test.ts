import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import type { App } from "../../../local/service/app.ts";
import { proxyTo } from "../../../local/service/proxy-to.ts";

const servers: Server[] = [];

async function open(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Passes requests on as they are, with the abort of the caller. */
function through(app: App): Promise<string> {
  return open((request, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const headers: [string, string][] = [];
    for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
      headers.push([request.rawHeaders[at] ?? "", request.rawHeaders[at + 1] ?? ""]);
    }
    const { method = "GET", url = "/" } = request;
    const hasBody =
      request.headers["content-length"] !== undefined || request.headers["transfer-encoding"] !== undefined;
    const kept = headers.filter(([name]) => !["connection", "transfer-encoding"].includes(name.toLowerCase()));
    app({ method, url, headers: kept, body: request, hasBody, signal: gone.signal }, response);
  });
}

afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

describe("the developer's own app", () => {
  it("gets method, path, query, host and headers as they came", async () => {
    const backend = await open((request, response) => {
      response.end(JSON.stringify([request.method, request.url, request.headers.host, request.headers["x-a"]]));
    });
    const front = await through(proxyTo(`${backend}/base/`));
    const answer = await fetch(`${front}/p%2Fq?x=1`, { method: "DELETE", headers: { "x-a": "1" } });
    expect(await answer.json()).toEqual(["DELETE", "/base/p%2Fq?x=1", new URL(front).host, "1"]);
  });

  it.each(["constructor", "toString", "valueOf", "hasOwnProperty"])(
    "gets a header called %s like any other",
    async (name) => {
      const backend = await open((request, response) => response.end(JSON.stringify(request.rawHeaders)));
      const answer = await fetch(await through(proxyTo(backend)), {
        headers: [
          [name, "1"],
          ["x-a", "2"],
        ],
      });
      const raw = (await answer.json()) as string[];
      expect(raw.slice(raw.findIndex((text) => text.toLowerCase() === name.toLowerCase())).slice(1, 2)).toEqual(["1"]);
      expect(raw).toContain("2");
    },
  );

  it("gets a 20 MB upload whole", async () => {
    const hash = createHash("sha256");
    const backend = await open(async (request, response) => {
      for await (const chunk of request) hash.update(chunk as Buffer);
      response.end(hash.digest("hex"));
    });
    const body = Buffer.alloc(20_000_000, "latchkey");
    const answer = await fetch(await through(proxyTo(backend)), { method: "POST", body });
    expect(await answer.text()).toBe(createHash("sha256").update(body).digest("hex"));
  });

  it("answers with its status, its repeated headers and its body", async () => {
    const backend = await open((_request, response) => {
      response.writeHead(
        418,
        "Teapot",
        [
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
          ["X-Odd", "yes"],
        ].flat(),
      );
      response.end("short");
    });
    const answer = await fetch(await through(proxyTo(backend)));
    expect([answer.status, answer.statusText, await answer.text()]).toEqual([418, "Teapot", "short"]);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it("is heard chunk by chunk: the first arrives while the second is still to be written", async () => {
    let finish: () => void = () => {};
    const backend = await open((_request, response) => {
      response.write("first");
      finish = () => response.end("second");
    });
    const answer = await fetch(await through(proxyTo(backend)));
    const reader = answer.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("first");
    finish();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("second");
  });

  it("is told when the caller goes away", async () => {
    const backend = createServer();
    servers.push(backend);
    await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
    const front = await through(proxyTo(`http://127.0.0.1:${(backend.address() as AddressInfo).port}`));
    const caller = new AbortController();
    const asked = once(backend, "request");
    const answer = fetch(front, { signal: caller.signal }).catch(() => undefined);
    const [request] = await asked;
    const closed = once(request.socket, "close");
    caller.abort();
    await Promise.all([closed, answer]);
  });

  it("gives 503 when it is not there, and says so once", async () => {
    const failures: string[] = [];
    const gone = await open(() => {});
    await new Promise((resolve) => servers.at(-1)?.close(resolve));
    const answer = await fetch(await through(proxyTo(gone, { onFailure: (message) => failures.push(message) })));
    expect([answer.status, await answer.text()]).toEqual([503, "Service Unavailable"]);
    expect(failures).toEqual([expect.stringContaining(`${gone} does not answer`)]);
  });

  it("breaks the answer off when it breaks off itself", async () => {
    const backend = await open((_request, response) => {
      response.writeHead(200, { "content-length": "10" });
      response.write("half", () => response.socket?.end());
    });
    const answer = await fetch(await through(proxyTo(backend)));
    await expect(answer.text()).rejects.toThrow();
  });
});
