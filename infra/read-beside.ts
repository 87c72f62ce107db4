import { dirname } from "node:path";
import type { ReadFile } from "../openapi/source/references.ts";
import { readInside } from "./read-inside.ts";

/**
 * Reads the files that an API description's `$ref`s lead to. They have to be in the description's own folder or below.
 *
 * @param description - the description's own file, relative to `root`.
 */
export function readBeside(description: string, root: string): ReadFile {
  return (file) => {
    const read = readInside(file, dirname(description), root);
    return "bytes" in read ? read.bytes : read.problem;
  };
}
