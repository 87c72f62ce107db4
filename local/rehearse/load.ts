import { Agent, request } from "node:http";

/** A call that a consumer makes over and over. */
export interface Caller {
  readonly consumer: string;
  /** e.g. `API key k1 at main`. */
  readonly what: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of a caller's requests. */
export interface CallerResult extends Pick<Caller, "consumer" | "what"> {
  sent: number;
  failed: number;
  /** Of the first that failed: a status or an error code. */
  firstFailure?: number | string;
}

/** Requests of one second since the load began. */
export interface Second {
  sent: number;
  failed: number;
}

/** A steady load that goes on until it is stopped. */
export interface Load {
  readonly sent: number;
  readonly results: readonly CallerResult[];
  readonly seconds: readonly Second[];
  /** Waits until so many requests have been sent, or the load is stopped. */
  reach(sent: number): Promise<void>;
  stop(): Promise<void>;
}

/** Requests under way at any moment. */
const concurrency = 8;

/** Starts calling, each caller in its turn. Anything but 200 is a failure. */
export function startLoad(callers: readonly Caller[]): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const results = callers.map(({ consumer, what }): CallerResult => ({ consumer, what, sent: 0, failed: 0 }));
  const seconds: Second[] = [];
  const started = performance.now();
  let sent = 0;
  let stopped = false;
  let waiting: { readonly from: number; readonly resolve: () => void } | undefined;

  const work = async () => {
    while (!stopped) {
      const turn = sent++ % callers.length;
      const caller = callers[turn] as Caller;
      const result = results[turn] as CallerResult;
      const answer = await call(caller, agent);
      const second = Math.floor((performance.now() - started) / 1000);
      while (seconds.length <= second) seconds.push({ sent: 0, failed: 0 });
      const bin = seconds[second] as Second;
      result.sent += 1;
      bin.sent += 1;
      if (answer !== 200) {
        result.failed += 1;
        result.firstFailure ??= answer;
        bin.failed += 1;
      }
      if (waiting && sent >= waiting.from) waiting.resolve();
    }
  };
  const workers = callers.length === 0 ? [] : Array.from({ length: concurrency }, work);
  return {
    get sent() {
      return sent;
    },
    results,
    seconds,
    reach: (from) =>
      new Promise((resolve) => {
        if (sent >= from || stopped || workers.length === 0) resolve();
        else waiting = { from, resolve };
      }),
    async stop() {
      stopped = true;
      waiting?.resolve();
      await Promise.all(workers);
      agent.destroy();
    },
  };
}

function call({ method, url, headers }: Caller, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const outgoing = request(url, { method, headers, agent }, (response) => {
      response.resume();
      response.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      response.once("end", () => resolve(response.statusCode ?? 0));
    });
    outgoing.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    outgoing.end();
  });
}
