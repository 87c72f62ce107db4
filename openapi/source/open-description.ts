import type { FindingLog } from "../finding-log.ts";
import { applyOverlays } from "../overlay/apply-overlays.ts";
import type { OverlayFile } from "../overlay/overlay.ts";
import type { Cursor } from "./cursor.ts";
import { parseTree } from "./parse-tree.ts";
import { readText } from "./read-text.ts";
import { type ReadFile, References } from "./references.ts";
import type { Sources } from "./sources.ts";

/** An API description as it is written, and the way into the files beside it. */
export interface OpenDescription {
  readonly root: Cursor;
  readonly references: References;
}

/** What an API description is opened with. */
export interface DescriptionSource {
  readonly source: Uint8Array;
  readonly file: string;
  readonly read?: ReadFile;
  readonly overlays?: readonly OverlayFile[];
}

/**
 * @param sources - is given every file that is opened.
 * @returns undefined after findings.
 */
export function openDescription(
  { source, file, read = () => "missing", overlays = [] }: DescriptionSource,
  sources: Sources,
  log: FindingLog,
): OpenDescription | undefined {
  const text = readText(source, file, log);
  const written = text === undefined ? undefined : parseTree(text, file, sources, file, log);
  const root = written && overlays.length > 0 ? applyOverlays(written, overlays, file, log) : written;
  const names = overlays.map((overlay) => overlay.file);
  return root && { root, references: new References(file, root, read, log, names) };
}
