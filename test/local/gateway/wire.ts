import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";

/** One answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Binds a server to a free loopback port. */
export async function bind(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends bytes as they are (one character, one byte) on a connection of their own and reads one answer. */
export function exchange(port: number, bytes: string): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      received += chunk;
      const answer = parseAnswer(received, bytes.startsWith("HEAD "));
      if (answer === undefined) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on("close", () => reject(new Error(`closed after ${JSON.stringify(received.slice(0, 200))}`)));
    socket.on("error", reject);
    socket.write(bytes, "latin1");
  });
}

/** A request of header lines, without a body. Adds `Host: gateway.test` where no line says otherwise. */
export function requestBytes(
  method: string,
  target: string,
  lines: readonly (readonly [name: string, value: string])[] = [],
  body?: string,
): string {
  const host = lines.some(([name]) => name.toLowerCase() === "host") ? [] : [["Host", "gateway.test"] as const];
  const length = body === undefined ? [] : [["Content-Length", String(body.length)] as const];
  const head = [...host, ...lines, ...length].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `${method} ${target} HTTP/1.1\r\n${head}\r\n${body ?? ""}`;
}

function parseAnswer(received: string, bodiless: boolean): WireAnswer | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [start = "", ...lines] = received.slice(0, end).split("\r\n");
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  const status = Number(start.split(" ")[1]);
  const length = bodiless || status === 204 || status === 304 ? 0 : Number(headers["content-length"] ?? 0);
  const body = received.slice(end + 4);
  return body.length < length ? undefined : { status, headers, body: body.slice(0, length) };
}

/** What a backend was sent. */
export interface Received {
  readonly method: string;
  readonly url: string;
  /** Every value of each header, lower-case names. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
}

/** A backend that answers what it received, as JSON, and keeps it. */
export function echoBackend(): { readonly server: Server; readonly received: Received[] } {
  const received: Received[] = [];
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers: Record<string, string[]> = {};
      for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
        const name = (request.rawHeaders[i] ?? "").toLowerCase();
        headers[name] = [...(headers[name] ?? []), request.rawHeaders[i + 1] ?? ""];
      }
      const one = { method: request.method ?? "", url: request.url ?? "", headers, body: Buffer.concat(chunks) };
      received.push(one);
      const body = JSON.stringify({ ...one, body: one.body.toString("latin1") });
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
      response.end(body);
    });
  });
  return { server, received };
}
