import { channel } from "node:diagnostics_channel";
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";

/** Bytes of a file, or why there are none. */
export type InsideFile =
  | { readonly bytes: Uint8Array }
  | { readonly problem: "missing" | "outside" }
  | { readonly problem: "unreadable" /** e.g. `EACCES`. */; readonly reason: string };

/** Told the absolute path, as a text, of every file that is asked for, whether it is there or not. */
export const FILES_ASKED_FOR = "latchkey.files-asked-for";

/** More is no file that anybody wrote. */
const MAX_BYTES = 256 * 1024 * 1024;

const filesAskedFor = channel(FILES_ASKED_FOR);

/**
 * Reads a file, unless a link or `..` leads out of a folder. A device or a pipe is refused and never waited for.
 *
 * @param file - absolute, or relative to `root`.
 * @param folder - absolute, or relative to `root`: what is not below it is `outside`.
 */
export function readInside(file: string, folder: string, root: string): InsideFile {
  const path = resolve(root, file);
  filesAskedFor.publish(path);
  try {
    const real = realpathSync(path);
    if (!isInside(real, realpathSync(resolve(root, folder)))) return { problem: "outside" };
    if (real !== path) filesAskedFor.publish(real);
    return readRegular(real);
  } catch (error) {
    const reason = String((error as NodeJS.ErrnoException).code);
    return reason === "ENOENT" ? { problem: "missing" } : { problem: "unreadable", reason };
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function readRegular(path: string): InsideFile {
  // Opening a pipe would wait for somebody to write into it.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) return { problem: "unreadable", reason: "EISDIR" };
    if (!stats.isFile()) return { problem: "unreadable", reason: "not a regular file" };
    if (stats.size > MAX_BYTES) return { problem: "unreadable", reason: "EFBIG" };
    return { bytes: readFileSync(file) };
  } finally {
    closeSync(file);
  }
}
