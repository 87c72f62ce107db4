import { resolve } from "node:path";
import { type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";
import { compileSettings } from "../infra/compile-settings.ts";
import { DescriptionError } from "../infra/description-error.ts";
import { projectRoot } from "../infra/project-root.ts";
import { loadSettings } from "../infra/settings/load.ts";
import { readStackFile } from "../local/stack-file.ts";
import type { Compilation, CompileSettings, DoorName } from "../openapi/compilation.ts";
import { compile } from "../openapi/compile.ts";
import { needsStack, type StackChoice } from "./check/needs-stack.ts";
import { neutralSettings } from "./check/neutral-settings.ts";
import { isOwn, openNamed, openOwn } from "./check/open-description.ts";

/** What can be wrong with a door that is asked for. */
export const doorErrors = {
  no_such_door: {
    message: "there is no door {door}: the stack's doors are {known}",
    fix: "leave --door out, or set latchkey:doors",
  },
} as const satisfies Record<string, ErrorText>;

/** A description without errors, and what it was compiled under. */
export interface Compiled {
  readonly compilation: Compilation;
  readonly settings: CompileSettings;
}

/**
 * Compiles the stack's own description or another one under its settings, without Pulumi.
 *
 * @param file - `-` for standard input; absent: the stack's own.
 * @throws {LatchkeyError} when it, or the stack's configuration, cannot be deployed.
 */
export async function compileDescription(file: string | undefined, choice: StackChoice): Promise<Compiled> {
  const root = resolve(choice.cwd ?? projectRoot);
  const folder = resolve(choice.cwd ?? ".");
  const files = file === undefined ? [] : [file];
  const stack = needsStack(files, choice, root) ? loadSettings(await readStackFile(root, choice.stack)) : undefined;
  const own = stack && (file === undefined || isOwn(file, folder, stack, root)) ? stack : undefined;
  const opened = own ? openOwn(own, root) : await openNamed(file ?? "-", folder);
  const settings = stack ? compileSettings(stack) : neutralSettings;
  const compilation = compile({ ...opened, settings });
  if (compilation.findings.some(({ severity }) => severity === "error"))
    throw new DescriptionError(opened.file, compilation);
  return { compilation, settings };
}

/** The gateway document of a door. @throws {LatchkeyError} `no_such_door`. */
export function documentOf({ compilation: { documents } }: Compiled, door: DoorName): string {
  const document = documents[door];
  if (document !== undefined) return document;
  const known = Object.keys(documents).join(", ");
  throw new LatchkeyError("no_such_door", doorErrors.no_such_door, { door, known });
}
