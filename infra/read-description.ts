import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";
import { readInside } from "./read-inside.ts";

/** What can be wrong with a file that a setting names. */
export const descriptionFileErrors = {
  description_missing: {
    message: "{setting} names {file}, and there is no such file",
    fix: "correct the path, relative to the project's folder",
  },
  description_outside: {
    message: "{setting} names {file}, which is outside the project's folder",
    fix: "move the file into the project",
  },
  description_unreadable: {
    message: "{setting} names {file}, which cannot be read ({reason})",
    fix: "name a readable file",
  },
} as const satisfies Record<string, ErrorText>;

/** The API description, or what is to be laid over it, cannot be read. */
export class DescriptionFileError extends LatchkeyError {
  constructor(
    code: keyof typeof descriptionFileErrors,
    details: { readonly setting: string; readonly file: string; readonly reason?: string },
  ) {
    super(code, descriptionFileErrors[code], { reason: "", ...details });
  }
}

/**
 * Reads the API description, or another file that a setting names.
 *
 * @param file - relative to `root`.
 * @param root - folder of Pulumi.yaml.
 * @param setting - who names it, for the message.
 * @throws {DescriptionFileError} when it is missing, unreadable or outside `root`.
 */
export function readDescription(file: string, root: string, setting = "latchkey:description"): Uint8Array {
  const read = readInside(file, root, root);
  if ("bytes" in read) return read.bytes;
  throw new DescriptionFileError(`description_${read.problem}`, {
    setting,
    file,
    ...("reason" in read && { reason: read.reason }),
  });
}
