/** What was opened on the way, to be closed in the opposite order. */
export class Closers {
  readonly #steps: (() => unknown)[] = [];

  /** Remembers how to close what was just opened. */
  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /**
   * Closes everything once; what cannot be closed does not keep the rest open.
   *
   * @throws the first failure, after the last step.
   */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
