import type { Clock } from "../../../local/clock.ts";

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #now: number;
  #tasks: { readonly at: number; readonly task: () => void }[] = [];

  constructor(now = Date.UTC(2030, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, task: () => void): () => void {
    const entry = { at: this.#now + delayMs, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  }

  /** Tasks that wait, e.g. to prove that none is left. */
  get waiting(): number {
    return this.#tasks.length;
  }

  /** Moves on, running what falls due in order, and lets what that sets off settle. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#tasks = this.#tasks.filter((other) => other !== due);
      this.#now = Math.max(this.#now, due.at);
      due.task();
      await new Promise(setImmediate);
    }
    this.#now = end;
    await new Promise(setImmediate);
  }
}
