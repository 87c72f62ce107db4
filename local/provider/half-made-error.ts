import type { MarkedValues } from "../engine/marshal.ts";

/** What is there although making or changing it failed. */
export interface HalfMade {
  readonly id: string;
  readonly inputs: MarkedValues;
  readonly properties: MarkedValues;
}

/** An object that exists but did not come up. The engine keeps it, and mends it with the next update. */
export class HalfMadeError extends Error {
  readonly half: HalfMade;

  constructor(cause: Error, half: HalfMade) {
    super(cause.message, { cause });
    this.name = "HalfMadeError";
    this.half = half;
  }
}
