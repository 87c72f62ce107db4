import { fork } from "node:child_process";
import { join } from "node:path";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import type { Forgery } from "./forge-token.ts";
import type { ForgeOrder, MinterAnswer, MintOrder } from "./messages.ts";

/** Signs through KMS's client library in a process of its own, so that whoever serves stays small. */
export interface Minter {
  /** @throws {LatchkeyError} as the minting rules refuse. */
  mint(order: Omit<MintOrder, "kind">): Promise<Required<Omit<MinterAnswer, "id" | "error">>>;
  /** A token with claims of any kind. Loopback only. */
  forge(order: Forgery): Promise<string>;
  stop(): void;
}

/** Starts the process; it loads the library while there is other work to do. */
export function startMinter(): Minter {
  const child = fork(join(import.meta.dirname, "child.ts"), [], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const waiting = new Map<number, { resolve: (answer: MinterAnswer) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on("message", (answer: MinterAnswer) => {
    const waiter = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error) waiter?.reject(new LatchkeyError(answer.error.code, answer.error));
    else waiter?.resolve(answer);
  });
  const giveUp = () => {
    for (const { reject } of waiting.values()) reject(new Error("the minting process ended"));
    waiting.clear();
  };
  child.once("exit", giveUp);
  child.on("error", giveUp);
  const ask = (order: MintOrder | ForgeOrder) =>
    new Promise<MinterAnswer>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      // A process that is gone answers nothing, and says so here alone.
      child.send({ id: lastId, ...order }, (error) => {
        if (error) giveUp();
      });
    });
  return {
    async mint(order) {
      const { token = "", algorithm = "RS256", kid = "", expiresAtSeconds = 0 } = await ask({ kind: "mint", ...order });
      return { token, algorithm, kid, expiresAtSeconds };
    },
    async forge(order) {
      return (await ask({ kind: "forge", ...order })).token ?? "";
    },
    stop: () => void child.kill(),
  };
}
