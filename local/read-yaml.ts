import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";

/** What can be wrong with a YAML file of the project. */
export const yamlFileErrors = {
  stack_unreadable: { message: "{file} cannot be read ({reason})", fix: "check the file and its permissions" },
  stack_syntax: { message: "{file}:{line}:{column} {reason}", fix: "correct the YAML" },
} as const satisfies Record<string, ErrorText>;

/** A YAML file of the project cannot be read. */
export class YamlFileError extends LatchkeyError {
  constructor(code: keyof typeof yamlFileErrors, details: Record<string, string | number>) {
    super(code, yamlFileErrors[code], details);
  }
}

/**
 * Reads a YAML file as plain data, aliases resolved.
 *
 * @returns nothing when there is no such file.
 * @throws {YamlFileError}
 */
export async function readYaml(root: string, file: string): Promise<{ readonly value: unknown } | undefined> {
  let text: string;
  try {
    text = await readFile(join(root, file), "utf8");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown";
    if (reason === "ENOENT" || reason === "ENOTDIR") return undefined;
    throw new YamlFileError("stack_unreadable", { file, reason });
  }
  const document = parseDocument(text, { prettyErrors: true });
  const error = document.errors[0];
  if (error) {
    const { line = 1, col = 1 } = error.linePos?.[0] ?? {};
    throw new YamlFileError("stack_syntax", { file, line, column: col, reason: firstSentence(error.message) });
  }
  try {
    return { value: document.toJS() };
  } catch (error) {
    // Only aliases fail this late: one to nothing, or too many of them.
    throw new YamlFileError("stack_syntax", { file, line: 1, column: 1, reason: (error as Error).message });
  }
}

/** What is wrong, without the place, which is said in front, and without the excerpt below it. */
function firstSentence(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
}
