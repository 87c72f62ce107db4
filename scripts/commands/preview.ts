import { Command } from "commander";
import { printJson } from "../terminal/print-json.ts";
import { type ProjectOptions, projectOptions } from "./project-options.ts";

interface PreviewOptions extends ProjectOptions {
  readonly json?: boolean;
  readonly documents?: boolean;
  readonly verbose?: boolean;
}

/** `latchkey preview`: what a deployment would make, without an account and without the Pulumi CLI. */
export function previewCommand(): Command {
  return projectOptions(new Command("preview"))
    .description("show the resources and gateway documents of a stack, offline")
    .option("--documents", "print the gateway documents instead of the resource tree")
    .option("--json", "print resources, outputs and documents for machines, secrets masked")
    .addHelpText(
      "after",
      `
Every rule of the policy pack (infra/policy) is checked as well; exit code 1 when a mandatory one is broken.

Examples:
  npx latchkey preview
  npx latchkey preview --stack prod --documents
  npx latchkey preview --json | jq '.resources[] | select(.protect) | .name'`,
    )
    .action(async (options: PreviewOptions) => {
      const { previewStack } = await import("../../local/preview-stack.ts");
      const preview = await previewStack({ ...options, root: options.cwd, verbose: options.verbose ?? false });
      if (preview.violations.some(({ level }) => level === "mandatory")) process.exitCode = 1;
      if (options.json) return printJson(preview);
      const { printPreview } = await import("../terminal/print-preview.ts");
      printPreview(preview, { documents: options.documents ?? false });
    });
}
