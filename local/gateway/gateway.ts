import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "../clock.ts";
import { Door, type DoorConfig } from "./door.ts";
import type { Exchange } from "./exchange.ts";
import { errorBody, type LocalReply, sendLocalReply } from "./local-reply.ts";
import { proxy } from "./proxy.ts";
import { RequestHeaders } from "./request-headers.ts";
import type { RequestRecord } from "./request-record.ts";
import { steps } from "./steps.ts";
import { Upstream } from "./upstream.ts";
import type { World } from "./world.ts";

export type { DoorConfig } from "./door.ts";
export type { RequestRecord } from "./request-record.ts";

/** Above Envoy's own limit, so that the step that knows the exact one decides. */
const PARSER_LIMIT_BYTES = 128 * 1024;
const IDLE_MS = 300_000;

/** One door on loopback. */
export interface Gateway {
  /** Bound by the caller. */
  readonly server: Server;
  /**
   * Puts another configuration in force, with empty caches. Requests under way finish under the old one.
   *
   * @throws {PathTemplateError} or {@link DuplicateRouteError} where Google would refuse it; the old one then stays.
   */
  configure(door: DoorConfig): void;
  /** Ends every connection. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly log?: (record: RequestRecord) => void;
}

/**
 * Serves one configuration as Google's API Gateway would.
 *
 * @example
 * const gateway = createGateway(door, { world, clock: systemClock });
 * gateway.server.listen(8080, "127.0.0.1");
 */
export function createGateway(config: DoorConfig, options: GatewayOptions): Gateway {
  let door = new Door(config, options);
  const upstream = new Upstream();
  const server = createServer(
    {
      maxHeaderSize: PARSER_LIMIT_BYTES,
      requireHostHeader: false,
      keepAliveTimeout: IDLE_MS,
      noDelay: true,
    },
    (request, response) => void serve(open(request, response, door), upstream, options.log),
  );
  // Past Node's default of 2,000 lines the rest would be dropped unseen.
  server.maxHeadersCount = 0;
  server.on("clientError", refuseUnreadable);

  return {
    server,
    configure(next) {
      const old = door;
      door = new Door(next, options);
      old.retire();
    },
    async close() {
      door.retire();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
      upstream.close();
    },
  };
}

function open(request: IncomingMessage, response: ServerResponse, door: Door): Exchange {
  request.on("error", () => {});
  response.on("error", () => {});
  const headers = new RequestHeaders(request.rawHeaders);
  return { request, response, door, headers, method: request.method ?? "GET", path: "", query: "", warnings: [] };
}

async function serve(exchange: Exchange, upstream: Upstream, log: GatewayOptions["log"]): Promise<void> {
  const started = performance.now();
  const time = exchange.door.clock.now();
  let details: string;
  try {
    const reply = await walk(exchange);
    if (reply === undefined) {
      details = await proxy(exchange, upstream);
    } else {
      sendLocalReply(exchange.response, reply);
      details = reply.details;
    }
  } catch (error) {
    const reply = {
      status: 500,
      message: "Internal Server Error",
      details: `internal_error{${(error as Error).name}}`,
    };
    sendLocalReply(exchange.response, reply);
    details = reply.details;
  }
  log?.({
    time: new Date(time).toISOString(),
    door: exchange.door.config.name,
    method: exchange.method,
    path: exchange.path,
    status: exchange.response.headersSent ? exchange.response.statusCode : 0,
    ...(exchange.route === undefined ? {} : { operation: exchange.route.method.selector }),
    responseDetails: details,
    durationMs: performance.now() - started,
    warnings: exchange.warnings,
  });
}

/** Through the steps, waiting only where one has to. */
async function walk(exchange: Exchange): Promise<LocalReply | undefined> {
  for (const step of steps) {
    const result = step(exchange);
    const reply = result instanceof Promise ? await result : result;
    if (reply !== undefined) return reply;
  }
  return undefined;
}

/** Answers bytes that are no HTTP request, as far as the caller still listens. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason] =
    error.code === "HPE_HEADER_OVERFLOW"
      ? [431, "Request Header Fields Too Large"]
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? [408, "Request Timeout"]
        : [400, "Bad Request"];
  const body = errorBody(Number(status), String(reason));
  const head = `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close`;
  socket.end(`${head}\r\n\r\n${body}`);
}
