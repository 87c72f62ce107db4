import { resolve } from "node:path";
import { readBeside } from "../../infra/read-beside.ts";
import { readDescription } from "../../infra/read-description.ts";
import { readOverlays } from "../../infra/read-overlays.ts";
import type { Settings } from "../../infra/settings/settings.ts";
import type { CompileInput } from "../../openapi/compilation.ts";
import type { OverlayFile } from "../../openapi/overlay/overlay.ts";
import { readInput, STDIN } from "./read-input.ts";

/** A description, ready to be compiled under whichever settings. */
export interface OpenDescription extends Omit<CompileInput, "settings"> {
  /** Folder that `file` is relative to. */
  readonly folder: string;
  readonly overlays: readonly OverlayFile[];
}

/** Files of a stack's own description. */
export type OwnFiles = Pick<Settings, "description" | "overlays">;

/**
 * Opens a stack's own description. @param root - folder of Pulumi.yaml.
 *
 * @throws {DescriptionFileError}
 */
export function openOwn(files: OwnFiles, root: string): OpenDescription {
  const { description: file } = files;
  const source = readDescription(file, root);
  return { source, file, folder: root, read: readBeside(file, root), overlays: readOverlays(files, root) };
}

/**
 * Opens a description named on the command line, `-` for standard input.
 *
 * @param folder - what `file` is relative to.
 * @throws {InputFileError}
 */
export async function openNamed(file: string, folder: string): Promise<OpenDescription> {
  const source = await readInput(file, folder);
  // Standard input stands in no folder, so nothing stands beside it.
  if (file === "-") return { source, file: STDIN, folder, overlays: [] };
  return { source, file, folder, read: readBeside(file, folder), overlays: [] };
}

/** Reads overlays named on the command line. @throws {InputFileError} */
export function openOverlays(files: readonly string[], folder: string): Promise<OverlayFile[]> {
  return Promise.all(files.map(async (file) => ({ file, source: await readInput(file, folder) })));
}

/** Whether a file named on the command line is the stack's own description. */
export function isOwn(file: string, folder: string, files: OwnFiles, root: string): boolean {
  return file !== "-" && resolve(folder, file) === resolve(root, files.description);
}
