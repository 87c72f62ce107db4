import { channel } from "node:diagnostics_channel";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import type { Problem } from "../../errors/problem.ts";
import { FILES_ASKED_FOR } from "../../infra/read-inside.ts";
import { parseSettings } from "../../infra/settings/parse.ts";
import type { Settings } from "../../infra/settings/settings.ts";
import { readStackFile, type StackFile } from "../../local/stack-file.ts";
import type { Finding } from "../../openapi/finding.ts";
import { Sources } from "../../openapi/source/sources.ts";
import { locateIn } from "../locate.ts";
import { findingOfError, findingOfProblem } from "./finding-of.ts";
import type { OwnFiles } from "./open-description.ts";
import type { CheckedFile } from "./report.ts";

const filesAskedFor = channel(FILES_ASKED_FOR);

/** A stack's configuration with what is wrong in it. */
export interface CheckedStack {
  /** Absent where something is wrong: then they must not be used. */
  readonly settings?: Settings;
  /** Files of its API description; absent where the configuration cannot be read at all. */
  readonly files?: OwnFiles;
  /** The stack's file as a part of a report, with what the description made of it. */
  checked(more?: readonly Problem[], unreadable?: LatchkeyError): CheckedFile;
}

/**
 * Checks a stack's configuration, without Pulumi.
 *
 * @param root - folder of `Pulumi.yaml`.
 * @throws {StackFileError} `stack_name`.
 */
export async function checkStack(root: string, stack: string): Promise<CheckedStack> {
  const file = `Pulumi.${stack}.yaml`;
  for (const asked of ["Pulumi.yaml", file]) filesAskedFor.publish(join(root, asked));
  let read: StackFile | LatchkeyError;
  try {
    read = await readStackFile(root, stack);
  } catch (error) {
    if (!(error instanceof LatchkeyError) || error.code === "stack_name") throw error;
    read = error;
  }
  // What is missing or wrong in Pulumi.yaml is told there.
  const about = read instanceof LatchkeyError && typeof read.details.file === "string" ? read.details.file : file;
  const text = await readFile(join(root, about), "utf8").catch(() => undefined);
  const sources = new Sources();
  if (text !== undefined) sources.add(about, text);
  const part = (findings: readonly Finding[]): CheckedFile => ({ file, folder: root, sources, findings });
  if (read instanceof LatchkeyError) {
    const finding = findingOfError(read, about);
    return { checked: () => part([finding]) };
  }
  const { config } = read;
  const { settings, problems } = parseSettings({ stack, config });
  return {
    settings: problems.length === 0 ? settings : undefined,
    files: settings,
    checked(more = [], unreadable) {
      const wrong = [...problems, ...more];
      if (wrong.length + settings.warnings.length === 0 && !unreadable) return part([]);
      const locate = locateIn(text ?? "");
      return part(
        [
          ...wrong.map((problem) => findingOfProblem(problem, file, "error", locate(problem.key))),
          ...settings.warnings.map((problem) => findingOfProblem(problem, file, "warning", locate(problem.key))),
          ...(unreadable ? [findingOfError(unreadable, file, locate(String(unreadable.details.setting)))] : []),
        ].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column),
      );
    },
  };
}
