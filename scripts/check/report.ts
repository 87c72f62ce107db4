import type { Finding } from "../../openapi/finding.ts";
import type { Sources } from "../../openapi/source/sources.ts";

/** One file that was asked for, with what is wrong in it and in what its `$ref`s lead to. */
export interface CheckedFile {
  /** As it was named, e.g. `openapi/api.yaml`. */
  readonly file: string;
  /** Folder that the names of files are relative to. */
  readonly folder: string;
  readonly findings: readonly Finding[];
  readonly sources: Pick<Sources, "lineOf">;
}

/** What a check came to. */
export interface Report {
  readonly files: readonly CheckedFile[];
  /** Full paths of every file that was read or looked for. */
  readonly watched: readonly string[];
}

/** How many findings there are of each severity. */
export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** Counts findings. */
export function summarise({ files }: Pick<Report, "files">): Summary {
  const found = files.flatMap(({ findings }) => findings);
  const of = (severity: Finding["severity"]) => found.filter((finding) => finding.severity === severity).length;
  return { errors: of("error"), warnings: of("warning"), notes: of("note") };
}

/** Whether it passes: without errors, and with `strict` without warnings. Notes are only for reading. */
export function passes({ errors, warnings }: Summary, strict: boolean): boolean {
  return errors === 0 && !(strict && warnings > 0);
}
