import { readFile, realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";

/** What can be wrong with the file of the API description. */
export const descriptionFileErrors = {
  description_missing: {
    message: "latchkey:description names {file}, and there is no such file",
    fix: "correct the path, relative to the project's folder",
  },
  description_outside: {
    message: "latchkey:description names {file}, which is outside the project's folder",
    fix: "move the API description into the project",
  },
  description_unreadable: {
    message: "latchkey:description names {file}, which cannot be read ({reason})",
    fix: "name a readable file",
  },
} as const satisfies Record<string, ErrorText>;

/** The file of the API description cannot be read. */
export class DescriptionFileError extends LatchkeyError {
  constructor(code: keyof typeof descriptionFileErrors, details: { readonly file: string; readonly reason?: string }) {
    super(code, descriptionFileErrors[code], { reason: "", ...details });
  }
}

/**
 * Reads the API description.
 *
 * @param file - relative to `root`.
 * @param root - folder of Pulumi.yaml.
 * @throws {DescriptionFileError} when it is missing, unreadable or outside `root`.
 */
export async function readDescription(file: string, root: string): Promise<Uint8Array> {
  try {
    const [path, base] = await Promise.all([realpath(resolve(root, file)), realpath(root)]);
    const inside = relative(base, path);
    if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      throw new DescriptionFileError("description_outside", { file });
    return await readFile(path);
  } catch (error) {
    if (error instanceof DescriptionFileError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw new DescriptionFileError("description_missing", { file });
    throw new DescriptionFileError("description_unreadable", { file, reason: String(code) });
  }
}
