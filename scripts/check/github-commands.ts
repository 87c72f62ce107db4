import type { Finding } from "../../openapi/finding.ts";
import { printable } from "../../openapi/printable.ts";
import { annotate } from "../terminal/annotate.ts";
import { relativePath } from "./relative-path.ts";
import type { Report } from "./report.ts";

const levels = { error: "error", warning: "warning", note: "notice" } as const;
const gravity = { error: 0, warning: 1, note: 2 };

/**
 * A report as workflow commands, which GitHub shows beside the lines of a pull request.
 *
 * The gravest come first, because GitHub shows only ten of each kind and step: among errors, what opens an operation.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function githubCommands({ files }: Pick<Report, "files">): string {
  return files
    .flatMap(({ findings, folder }) => findings.map((finding) => ({ finding, folder })))
    .sort((a, b) => gravityOf(a.finding) - gravityOf(b.finding))
    .map(({ finding, folder }) => `${command(finding, folder)}\n`)
    .join("");
}

function gravityOf({ severity, google }: Finding): number {
  return gravity[severity] - (/\bopen to everyone\b/.test(google) ? 0.5 : 0);
}

function command({ severity, code, message, place, google, fix }: Finding, folder: string): string {
  return annotate({
    level: levels[severity],
    file: relativePath(place.file, folder),
    line: place.line,
    column: place.column,
    title: code,
    message: [message, `Google: ${google}`, `fix: ${fix}`].map(printable).join("\n"),
  });
}
