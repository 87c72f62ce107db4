import type { Finding } from "../../openapi/finding.ts";
import { printable } from "../../openapi/printable.ts";
import { tellFinding } from "../../openapi/tell-finding.ts";
import { dim, green, red, yellow } from "../terminal/style.ts";
import { type Report, type Summary, summarise } from "./report.ts";

const colours = { error: red, warning: yellow, note: dim };
const paint = (severity: Finding["severity"], text: string) => colours[severity](text);

/** A report for people. */
export function tellReport({ files }: Pick<Report, "files">): string {
  const told = files.flatMap(({ findings, sources }) =>
    findings.map((finding) => `${tellFinding(finding, { sources, paint })}\n\n`),
  );
  const summary = summarise({ files });
  const line = tellSummary({ files });
  return `${told.join("")}${summary.errors > 0 ? red(line) : summary.warnings > 0 ? yellow(line) : green(line)}\n`;
}

/** A report in one line, e.g. `3 errors, 1 warning in openapi/api.yaml`. */
export function tellSummary({ files }: Pick<Report, "files">): string {
  const counts = tellCounts(summarise({ files }));
  const places =
    counts === ""
      ? files.map(({ file }) => file)
      : files.flatMap(({ findings }) => findings.map(({ place }) => place.file));
  const names = [...new Set(places)].map(printable);
  return `${counts || "no findings"} in ${names.length > 3 ? `${names.length} files` : names.join(", ")}`;
}

function tellCounts({ errors, warnings, notes }: Summary): string {
  return [count(errors, "error"), count(warnings, "warning"), count(notes, "note")].filter(Boolean).join(", ");
}

function count(number: number, what: string): string {
  return number === 0 ? "" : `${number} ${what}${number === 1 ? "" : "s"}`;
}
