import { randomBytes } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { Inventory } from "../cloud/inventory.ts";
import { derivedDigits } from "../cloud/random-text.ts";
import type { CloudState } from "../cloud/state.ts";
import { type Lock, takeLock } from "../lock.ts";
import { StateError } from "../state-error.ts";
import { writeFailure } from "../write-file.ts";
import { ProviderError } from "./errors.ts";

/** Longest wait for another provider process to give the file back. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 10;

/** The cloud in a file that outlives the provider, may be shared by several of them, and be changed behind their back. */
export class CloudFile {
  readonly #file: string;
  readonly #projectNumber: string | undefined;
  #known: { readonly stamp: string; readonly state: CloudState } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param projectNumber - of the project when the cloud is new. */
  constructor(file: string, projectNumber?: string) {
    this.#file = file;
    this.#projectNumber = projectNumber;
  }

  /** Looks at what exists. */
  async look<Result>(task: (inventory: Inventory) => Result | Promise<Result>): Promise<Result> {
    return task(inventoryOf(await this.#read()));
  }

  /** Changes what exists, one after the other; a task that throws changes nothing. */
  change<Result>(task: (inventory: Inventory) => Result | Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => this.#change(task));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #change<Result>(task: (inventory: Inventory) => Result | Promise<Result>): Promise<Result> {
    const lock = await this.#lock();
    try {
      const inventory = inventoryOf(await this.#read());
      const result = await task(inventory);
      await this.#write(inventory.state());
      return result;
    } finally {
      await lock.release();
    }
  }

  async #lock(): Promise<Lock> {
    for (const deadline = Date.now() + PATIENCE_MS; ; ) {
      try {
        return await takeLock(`${this.#file}.lock`);
      } catch (error) {
        if (!(error instanceof StateError) || error.code !== "stack_locked" || Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  async #read(): Promise<CloudState> {
    const stamp = await stampOf(this.#file);
    if (stamp === undefined) return this.#empty();
    if (this.#known?.stamp !== stamp) this.#known = { stamp, state: await readCloud(this.#file) };
    return this.#known.state;
  }

  #empty(): CloudState {
    const projectNumber = this.#projectNumber ?? derivedDigits("", 12);
    return { version: 1, projectNumber, objects: {}, replaced: [], left: [], deleted: {} };
  }

  /** Readers see the old or the new cloud, never half of one. It need not survive a power cut, so nothing is synced. */
  async #write(state: CloudState): Promise<void> {
    const draft = `${this.#file}.${randomBytes(6).toString("hex")}.tmp`;
    try {
      await writeFile(draft, JSON.stringify(state), { flag: "wx", mode: 0o600 });
      await rename(draft, this.#file);
    } catch (error) {
      throw writeFailure(error, this.#file);
    } finally {
      await rm(draft, { force: true });
    }
    this.#known = { stamp: (await stampOf(this.#file)) ?? "", state };
  }
}

/**
 * Reads the cloud a provider left.
 *
 * @throws {ProviderError} `state_unreadable`
 */
export async function readCloud(file: string): Promise<CloudState> {
  try {
    const state = JSON.parse(await readFile(file, "utf8")) as CloudState;
    if (state.version !== 1) throw new TypeError("unknown version");
    return state;
  } catch (error) {
    throw new ProviderError("state_unreadable", { file }, { cause: error });
  }
}

/** What is managed only the engine knows. */
function inventoryOf(state: CloudState): Inventory {
  return new Inventory(state, state.projectNumber, false);
}

async function stampOf(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found && `${found.ino} ${found.mtimeNs} ${found.size}`;
}
