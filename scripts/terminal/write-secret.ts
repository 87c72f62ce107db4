import { access, open } from "node:fs/promises";
import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** What can be wrong with the file a secret is to go to. */
export const secretFileErrors = {
  output_exists: { message: "{file} exists already", fix: "name another file, or remove it first" },
  output_unwritable: { message: "{file} cannot be written ({reason})", fix: "name a file in a folder of yours" },
} as const satisfies Record<string, ErrorText>;

/** A secret cannot be written where it was asked for. */
export class SecretFileError extends LatchkeyError {
  constructor(code: keyof typeof secretFileErrors, details: Record<string, string>) {
    super(code, secretFileErrors[code], details);
  }
}

/**
 * Refuses a file that is there already, before a secret is made that would have nowhere to go.
 *
 * @throws {SecretFileError} `output_exists`.
 */
export async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new SecretFileError("output_exists", { file });
}

/**
 * Writes a secret into a new file that only its owner can read. Never over an existing one.
 *
 * @throws {SecretFileError}
 */
export async function writeSecret(file: string, secret: string): Promise<void> {
  try {
    const handle = await open(file, "wx", 0o600);
    try {
      await handle.writeFile(secret);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    if (reason === "EEXIST") throw new SecretFileError("output_exists", { file });
    throw new SecretFileError("output_unwritable", { file, reason });
  }
}
