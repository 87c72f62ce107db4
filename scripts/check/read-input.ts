import { channel } from "node:diagnostics_channel";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";
import { FILES_ASKED_FOR } from "../../infra/read-inside.ts";
import { MAX_BYTES } from "../../openapi/source/read-text.ts";

/** What can be wrong with a file named on the command line. */
export const inputFileErrors = {
  file_missing: { message: "there is no file {file}", fix: "correct the path; it is relative to {folder}" },
  file_unreadable: { message: "{file} cannot be read ({reason})", fix: "name a readable file" },
} as const satisfies Record<string, ErrorText>;

/** A file named on the command line cannot be read. */
export class InputFileError extends LatchkeyError {
  constructor(code: keyof typeof inputFileErrors, details: Record<string, string>) {
    super(code, inputFileErrors[code], details);
  }
}

const filesAskedFor = channel(FILES_ASKED_FOR);

/** How standard input is named in findings. */
export const STDIN = "<stdin>";

/**
 * Reads a file named on the command line, `-` for standard input. Of what is too large, only as much as it takes to see it.
 *
 * @param folder - what `file` is relative to.
 * @throws {InputFileError}
 */
export async function readInput(file: string, folder: string): Promise<Uint8Array> {
  try {
    if (file !== "-") filesAskedFor.publish(resolve(folder, file));
    const stream =
      file === "-"
        ? process.stdin
        : createReadStream(resolve(folder, file), { end: MAX_BYTES, highWaterMark: 1 << 20 });
    return await readUpTo(MAX_BYTES + 1, stream);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown";
    if (reason === "ENOENT") throw new InputFileError("file_missing", { file, folder });
    throw new InputFileError("file_unreadable", { file: file === "-" ? STDIN : file, reason });
  }
}

async function readUpTo(limit: number, stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
