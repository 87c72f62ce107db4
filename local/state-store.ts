import { chmod, mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { CloudState } from "./cloud/state.ts";
import { type Lock, takeLock } from "./lock.ts";
import { type Opened, seal, unseal } from "./sealed-text.ts";
import { StateError, systemCode } from "./state-error.ts";
import { type WriteOptions, writeFileSafely } from "./write-file.ts";

/** What one stack keeps between runs on loopback. */
export interface StateStore {
  /** Last state written; undefined on the first run. A damaged file is passed over for the copy before it, with a warning. */
  read(): Promise<CloudState | undefined>;
  /** Replaces the state. A damaged file is not overwritten but set aside. */
  write(state: CloudState): Promise<void>;
  /** Lets others use the stack. */
  close(): Promise<void>;
}

export interface StateStoreOptions extends Pick<WriteOptions, "openFile"> {
  /** Takes one sentence about something that was found wrong and mended. */
  readonly warn?: (message: string) => void;
}

/**
 * Opens what a stack keeps, for this process alone.
 *
 * @param folder - e.g. `.latchkey/dev`; made, for the owner only, when it is not there.
 * @throws {StateError} `stack_locked` while another process has it open.
 */
export async function openStateStore(folder: string, options: StateStoreOptions = {}): Promise<StateStore> {
  const file = join(folder, "state.json");
  await makeFolder(folder, file);
  const lock = await takeLock(join(folder, "lock"));
  return new FileStore(file, lock, options);
}

class FileStore implements StateStore {
  readonly #file: string;
  readonly #lock: Lock;
  readonly #options: StateStoreOptions;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(file: string, lock: Lock, options: StateStoreOptions) {
    this.#file = file;
    this.#lock = lock;
    this.#options = options;
  }

  read(): Promise<CloudState | undefined> {
    return readNewest(this.#file, previousOf(this.#file), this.#options.warn ?? (() => {}));
  }

  write(state: CloudState): Promise<void> {
    const next = this.#writing.then(() => this.#write(state));
    this.#writing = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#lock.release();
  }

  async #write(state: CloudState): Promise<void> {
    const present = await openSealed(this.#file);
    const isSound = present !== undefined && "state" in present;
    if (present !== undefined && !isSound) await rename(this.#file, `${this.#file}.damaged-${Date.now()}`);
    const previous = isSound ? previousOf(this.#file) : undefined;
    await writeFileSafely(this.#file, seal(state), { previous, openFile: this.#options.openFile });
  }
}

function previousOf(file: string): string {
  return file.replace(/\.json$/, ".previous.json");
}

async function readNewest(
  file: string,
  previousFile: string,
  warn: (message: string) => void,
): Promise<CloudState | undefined> {
  const present = await openSealed(file);
  if (present !== undefined && "state" in present) return present.state;
  if (present !== undefined && "newerFormat" in present) {
    throw new StateError("state_too_new", { file, format: present.newerFormat });
  }
  const previous = await openSealed(previousFile);
  if (previous !== undefined && "state" in previous) {
    const reason = present?.damage ?? "it is missing";
    warn(
      `${file} is damaged (${reason}); the copy before it, ${previousFile}, is used. The damaged file will be kept.`,
    );
    return previous.state;
  }
  if (present === undefined && previous === undefined) return undefined;
  throw new StateError("state_damaged", { file, reason: present?.damage ?? "it is missing" });
}

async function openSealed(file: string): Promise<Opened | undefined> {
  try {
    return unseal(await readFile(file, "utf8"));
  } catch (error) {
    const reason = systemCode(error);
    if (reason === "ENOENT") return undefined;
    throw new StateError("state_not_readable", { file, reason: reason || String(error) }, { cause: error });
  }
}

async function makeFolder(folder: string, file: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // The folder may be older than this rule, or the umask may have widened it.
    await chmod(folder, 0o700);
  } catch (error) {
    throw new StateError("state_not_writable", { file, reason: systemCode(error) || String(error) }, { cause: error });
  }
}
