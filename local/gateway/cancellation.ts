/** Tells one waiting task that its result is no longer wanted. Lighter than an `AbortSignal`, of which every request would need one. */
export class Cancellation {
  #cancelled = false;
  #task: (() => void) | undefined;

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Runs `task` on cancellation, in place of any given before. */
  onCancel(task: () => void): void {
    this.#task = task;
  }

  cancel(): void {
    this.#cancelled = true;
    this.#task?.();
    this.#task = undefined;
  }
}
