import { Command, Option } from "commander";
import { printJson } from "../terminal/print-json.ts";
import { type ProjectOptions, projectOptions } from "./project-options.ts";

interface DiffOptions extends ProjectOptions {
  readonly format: "text" | "json" | "github";
}

/** `latchkey diff`: what the working tree changes for whoever calls. */
export function diffCommand(): Command {
  return projectOptions(new Command("diff"))
    .description("tell, offline, who gains, loses or moves access by what the working tree changes")
    .argument("<revision>", "the commit, branch or tag to compare with, e.g. origin/main")
    .addOption(
      new Option("-f, --format <format>", "how to print it; github: annotations of a pull request")
        .choices(["text", "json", "github"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
Exit code 1 when something handed out stops working or moves, or a policy gets weaker, and the change does not say that it is
meant (latchkey:acceptedChanges, or x-latchkey-public on what becomes open).

Examples:
  npx latchkey diff HEAD
  npx latchkey diff origin/main --stack prod
  npx latchkey diff origin/main --format json | jq -r '.changes[] | select(.effect == "lost") | .subject'`,
    )
    .action(async (revision: string, { stack, cwd, format }: DiffOptions) => {
      const { diffStack } = await import("../../local/diff/diff-stack.ts");
      const { reportOf } = await import("../diff/report.ts");
      const diff = await diffStack({ stack, root: cwd, revision });
      process.exitCode = diff.ok ? 0 : 1;
      const report = reportOf(diff);
      if (format === "json") return printJson(report);
      if (format === "text") return console.log((await import("../diff/tell-diff.ts")).tellDiff(report));
      const { annotateDiff } = await import("../diff/annotate-diff.ts");
      console.log(annotateDiff(report, diff.root));
    });
}
