import { relative, resolve, sep } from "node:path";

/** A file's path from the current folder, where machines look for it. */
export function relativePath(file: string, folder: string): string {
  return relative(process.cwd(), resolve(folder, file)).split(sep).join("/");
}

/** The same as a relative URI reference. @see https://www.rfc-editor.org/rfc/rfc3986#section-4.2 */
export function relativeUri(file: string, folder: string): string {
  return relativePath(file, folder).split("/").map(encodeURIComponent).join("/");
}
