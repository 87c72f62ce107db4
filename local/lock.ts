import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { isAlive, type RunningProcess, thisProcess } from "./running-process.ts";
import { StateError, systemCode } from "./state-error.ts";

/** A file that only one process holds. */
export interface Lock {
  /** Gives it back. Doing so twice does no harm. */
  release(): Promise<void>;
}

/** Who holds a lock, as written in its file. */
interface Holder extends RunningProcess {
  /** ISO 8601. */
  readonly since: string;
}

/** Attempts at a lock whose holder is gone; losing that often means somebody else has it. */
const ATTEMPTS = 10;

/**
 * Takes a lock, also from a process that died without giving it back.
 *
 * @throws {StateError} `stack_locked` while its holder lives.
 */
export async function takeLock(file: string): Promise<Lock> {
  const holder: Holder = { ...(await thisProcess()), since: new Date().toISOString() };
  const mine = JSON.stringify(holder);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await createExclusively(file, mine)) return held(file, mine);
    const theirs = await readFile(file, "utf8").catch(() => undefined);
    if (theirs === undefined) continue;
    const other = parse(theirs);
    if (other !== undefined && (await isAlive(other))) {
      throw new StateError("stack_locked", { file, pid: other.pid, since: other.since });
    }
    await clearAway(file, theirs);
  }
  throw new StateError("stack_locked", { file, pid: "unknown", since: "unknown" });
}

function held(file: string, mine: string): Lock {
  let isReleased = false;
  return {
    async release() {
      if (isReleased) return;
      isReleased = true;
      const contents = await readFile(file, "utf8").catch(() => undefined);
      if (contents === mine) await unlink(file);
    },
  };
}

/** Makes the file together with its contents, so that nobody ever sees it empty. */
async function createExclusively(file: string, contents: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeFile(draft, contents, { flag: "wx", mode: 0o600 });
    await link(draft, file);
    return true;
  } catch (error) {
    const reason = systemCode(error);
    if (reason === "EEXIST") return false;
    throw new StateError("state_not_writable", { file, reason: reason || String(error) }, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a dead holder's file; what somebody else has just put there is put back. */
async function clearAway(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString("hex")}.stale`;
  try {
    await rename(file, aside);
    if ((await readFile(aside, "utf8")) !== stale) await link(aside, file);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes(systemCode(error))) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder>;
    if (typeof holder.pid !== "number") return undefined;
    return { pid: holder.pid, start: String(holder.start ?? ""), since: String(holder.since ?? "unknown") };
  } catch {
    return undefined;
  }
}
