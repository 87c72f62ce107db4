import { Command } from "commander";
import { exitCodeOfSignal } from "../terminal/exit-code-of-signal.ts";
import { printJson } from "../terminal/print-json.ts";
import { type ProjectOptions, projectOptions } from "./project-options.ts";

interface PreviewOptions extends ProjectOptions {
  readonly from?: string;
  readonly json?: boolean;
  readonly documents?: boolean;
  readonly verbose?: boolean;
}

/** `latchkey preview`: what a deployment would make, without an account and without the Pulumi CLI. */
export function previewCommand(): Command {
  return projectOptions(new Command("preview"))
    .description("show the resources and gateway documents of a stack, offline")
    .option("--from <revision>", "the revision that is deployed now: tells what deploying over it would be refused")
    .option("--documents", "print the gateway documents instead of the resource tree")
    .option("--json", "print resources, outputs and documents for machines, secrets masked")
    .addHelpText(
      "after",
      `
Every rule of the policy pack (infra/policy) is checked as well. Exit code 1 when a mandatory one is broken, or when
something protected would be replaced or deleted.

Examples:
  npx latchkey preview
  npx latchkey preview --stack prod --documents
  npx latchkey preview --from origin/main
  npx latchkey preview --json | jq '.resources[] | select(.protect) | .name'`,
    )
    .action(async (options: PreviewOptions) => {
      const { previewStack } = await import("../../local/preview-stack.ts");
      const { untilStopped } = await import("../terminal/until-stopped.ts");
      const order = { ...options, root: options.cwd, verbose: options.verbose ?? false };
      const preview = await untilStopped((signal) => previewStack({ ...order, signal }));
      if (typeof preview === "string") {
        process.exitCode = exitCodeOfSignal(preview);
        return;
      }
      const isBroken = preview.violations.some(({ level }) => level === "mandatory");
      if (isBroken || preview.refused.length > 0) process.exitCode = 1;
      if (options.json) return printJson(preview);
      const { printPreview } = await import("../terminal/print-preview.ts");
      printPreview(preview, { documents: options.documents ?? false });
    });
}
