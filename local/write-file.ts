import { randomBytes } from "node:crypto";
import { copyFile, type FileHandle, link, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { StateError, systemCode } from "./state-error.ts";

const OWNER_ONLY = 0o600;

export interface WriteOptions {
  /** Keeps what the file held before under this path. */
  readonly previous?: string;
  /** Opens the temporary file. Default: the file system. */
  readonly openFile?: (path: string, flags: string, mode: number) => Promise<FileHandle>;
}

/**
 * Writes a file so that a crash at any moment leaves either the old or the new contents, readable by the owner only.
 *
 * @throws {StateError} `disk_full` or `state_not_writable`; the old contents are still there.
 */
export async function writeFileSafely(path: string, contents: string, options: WriteOptions = {}): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const file = await (options.openFile ?? open)(temporary, "wx", OWNER_ONLY);
    try {
      await file.writeFile(contents, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    if (options.previous !== undefined) await keep(path, options.previous);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeFailure(error, path);
  }
}

/** Gives the present contents a second name, without a moment in which the first is missing. */
async function keep(path: string, previous: string): Promise<void> {
  const stepping = `${previous}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await link(path, stepping);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    // Some file systems have no hard links.
    await copyFile(path, stepping);
  }
  await rename(stepping, previous);
}

/** Makes a rename durable. Not every system can sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  try {
    await handle?.sync().catch(() => undefined);
  } finally {
    await handle?.close();
  }
}

/** Why a file could not be written, as `disk_full` or `state_not_writable`. */
export function writeFailure(error: unknown, file: string): StateError {
  const reason = systemCode(error) || String(error);
  const isFull = reason === "ENOSPC" || reason === "EDQUOT";
  return new StateError(isFull ? "disk_full" : "state_not_writable", { file, reason }, { cause: error });
}
