import type { Server } from "node:http";
import { LatchkeyError } from "../errors/latchkey-error.ts";

/** Everything on loopback stays on loopback. */
export const loopback = "127.0.0.1";

/** Where a server listens, and whether that is where it was asked to. */
export interface Listening {
  readonly port: number;
  /** The port that was wanted and is taken; absent when the wanted one was free. */
  readonly taken?: number;
}

const tries = 50;

/**
 * Makes a server listen on loopback, on the wanted port or the next free one.
 *
 * @param wanted - 0: any free port.
 * @throws {LatchkeyError} `no_free_port`.
 */
export async function listen(server: Server, wanted: number): Promise<Listening> {
  for (let port = wanted; port < wanted + tries && port <= 65_535; port++) {
    const bound = await tryListen(server, port);
    if (bound !== undefined) return bound === wanted || wanted === 0 ? { port: bound } : { port: bound, taken: wanted };
  }
  throw new LatchkeyError(
    "no_free_port",
    { message: "no port from {from} to {to} is free", fix: "end what listens there, or name another with --port" },
    { from: wanted, to: wanted + tries - 1 },
  );
}

function tryListen(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      server.off("listening", bound);
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(undefined);
      else reject(error);
    };
    const bound = () => {
      server.off("error", refused);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    };
    server.once("error", refused);
    server.once("listening", bound);
    server.listen(port, loopback);
  });
}
