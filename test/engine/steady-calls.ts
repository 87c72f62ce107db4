import { setTimeout as pause } from "node:timers/promises";
import type { Caller, CallerResult } from "../../local/rehearse/load.ts";

/** Between two requests: some forty a second leave the engine its processor. */
const PAUSE_MS = 20;
/** An answer that takes longer is none. */
const LIMIT_MS = 10_000;

interface Line {
  readonly caller: Caller;
  readonly result: CallerResult;
  isCalling: boolean;
}

/** Calls one after the other, each caller in its turn, while callers come and go. Anything but 200 is a failure. */
export class SteadyCalls {
  readonly #lines = new Map<string, Line>();
  readonly #calling: Promise<void>;
  #turn = 0;
  #isEnding = false;

  constructor() {
    this.#calling = this.#callSteadily();
  }

  /** What became of everybody who calls or has called. */
  get results(): CallerResult[] {
    return [...this.#lines.values()].map(({ result }) => result);
  }

  /** What is sent to be let in. */
  get credentials(): string[] {
    return [...this.#lines.values()].flatMap(({ caller }) =>
      Object.values(caller.headers).map((value) => value.replace(/^Bearer /, "")),
    );
  }

  get sent(): number {
    return this.results.reduce((sum, { sent }) => sum + sent, 0);
  }

  /** Adds those who do not call yet: a credential in another place is another caller. */
  add(callers: readonly Caller[]): void {
    for (const caller of callers) {
      const { consumer, what, method, url, headers } = caller;
      // A token's first part holds its kid; minted again it is still the same credential.
      const kid = headers.authorization?.split(".")[0];
      const key = JSON.stringify([consumer, method, url, headers["x-api-key"], kid]);
      if (this.#lines.has(key)) continue;
      this.#lines.set(key, { caller, result: { consumer, what, sent: 0, failed: 0 }, isCalling: true });
    }
  }

  /** Those who are told to stop before what they hold is taken away. */
  dismiss(isMeant: (caller: Caller) => boolean): void {
    for (const line of this.#lines.values()) if (isMeant(line.caller)) line.isCalling = false;
  }

  /** Ends the steady calls with a last round, and more until so many are sent. */
  async end(least: number): Promise<void> {
    await this.stop();
    const callers = this.#callers().length;
    for (let last = 0; callers > 0 && (last < callers || this.sent < least); last += 1) await this.#callNext();
  }

  async stop(): Promise<void> {
    this.#isEnding = true;
    await this.#calling;
  }

  async #callSteadily(): Promise<void> {
    while (!this.#isEnding) {
      await this.#callNext();
      await pause(PAUSE_MS);
    }
  }

  #callers(): Line[] {
    return [...this.#lines.values()].filter(({ isCalling }) => isCalling);
  }

  async #callNext(): Promise<void> {
    const callers = this.#callers();
    const line = callers[this.#turn++ % callers.length];
    if (line === undefined) return;
    const answer = await call(line.caller);
    line.result.sent += 1;
    if (answer === 200) return;
    line.result.failed += 1;
    line.result.firstFailure ??= answer;
  }
}

async function call({ method, url, headers }: Caller): Promise<number | string> {
  try {
    const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(LIMIT_MS) });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? (error as Error).message;
  }
}
