import { readFile } from "node:fs/promises";
import { writeFileSafely } from "../write-file.ts";
import { ProviderError } from "./errors.ts";

export type Operation = "create" | "update" | "delete";

/** Something that is to go wrong. */
export interface Fault {
  readonly operation: Operation;
  /** Before the object exists, or after it does. */
  readonly when: "before" | "after";
  /** Token of a resource type; any when absent. */
  readonly type?: string;
  /** Logical name; any when absent. */
  readonly name?: string;
  /** How often. Default: once. */
  readonly times?: number;
  /** What Google says. */
  readonly message?: string;
}

/** What is happening, to be compared with the faults. */
export interface Moment extends Required<Pick<Fault, "operation" | "when" | "type" | "name">> {}

/** Faults that are left, in a file, so that they outlive the process that meets them. */
export class Faults {
  readonly #file: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /**
   * Fails if that is what the file asks for, and takes it off the list.
   *
   * @throws {ProviderError} `injected`
   */
  async strike(moment: Moment): Promise<void> {
    const file = this.#file;
    if (file === undefined) return;
    const turn = this.#last.then(() => this.#take(file, moment));
    this.#last = turn.catch(() => undefined);
    const fault = await turn;
    if (fault === undefined) return;
    const resource = `${moment.name} (${moment.type})`;
    throw new ProviderError("injected", { resource, message: fault.message ?? "500 Internal error" });
  }

  async #take(file: string, moment: Moment): Promise<Fault | undefined> {
    const faults = await readFaults(file);
    const index = faults.findIndex((fault) => fits(fault, moment));
    const fault = faults[index];
    if (fault === undefined) return undefined;
    const times = (fault.times ?? 1) - 1;
    const left = faults.with(index, { ...fault, times });
    await writeFileSafely(file, JSON.stringify(left));
    return fault;
  }
}

/**
 * Reads the faults that are left.
 *
 * @returns nothing when there is no such file.
 * @throws {ProviderError} `faults_unreadable`
 */
export async function readFaults(file: string): Promise<readonly Fault[]> {
  const text = await readFile(file, "utf8").catch(() => "[]");
  try {
    const faults = JSON.parse(text) as unknown;
    if (!Array.isArray(faults)) throw new TypeError("it is not an array");
    return faults as Fault[];
  } catch (error) {
    throw new ProviderError("faults_unreadable", { file, reason: (error as Error).message }, { cause: error });
  }
}

function fits(fault: Fault, { operation, when, type, name }: Moment): boolean {
  return (
    (fault.times ?? 1) > 0 &&
    fault.operation === operation &&
    fault.when === when &&
    (fault.type === undefined || fault.type === type) &&
    (fault.name === undefined || fault.name === name)
  );
}
