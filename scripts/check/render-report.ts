import { githubCommands } from "./github-commands.ts";
import { type Report, summarise } from "./report.ts";
import { sarif } from "./sarif.ts";
import { tellReport, tellSummary } from "./tell-report.ts";

/** How a report may be printed. */
export const formats = ["text", "json", "sarif", "github"] as const;
export type Format = (typeof formats)[number];

/** Writes a report in one of the formats, as the only thing on standard output. */
export function renderReport({ files }: Pick<Report, "files">, format: Format): string {
  switch (format) {
    case "text":
      return tellReport({ files });
    case "json": {
      const told = files.map(({ file, findings }) => ({ file, findings }));
      return `${JSON.stringify({ files: told, summary: summarise({ files }) }, null, 2)}\n`;
    }
    case "sarif":
      return `${JSON.stringify(sarif({ files }, process.env), null, 2)}\n`;
    case "github":
      return `${githubCommands({ files })}${tellSummary({ files })}\n`;
  }
}
