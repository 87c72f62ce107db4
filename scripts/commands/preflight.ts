import { Command } from "commander";
import { printJson } from "../terminal/print-json.ts";
import { type ProjectOptions, projectOptions } from "./project-options.ts";

interface PreflightOptions extends ProjectOptions {
  readonly json?: boolean;
}

/** `latchkey preflight`: whether whoever deploys holds the roles it takes, before anything is made. */
export function preflightCommand(): Command {
  return projectOptions(new Command("preflight"))
    .description("check, before a deployment, that you hold the roles it takes")
    .option("--json", "print the missing roles for machines")
    .addHelpText(
      "after",
      `
Asks Google with your application default credentials and changes nothing. Exit code 1 when a role is missing.

Examples:
  npx latchkey preflight --stack dev
  npx latchkey preflight --stack prod --json | jq -r '.missing[].role'`,
    )
    .action(async (options: PreflightOptions) => {
      const { preflight } = await import("../preflight/preflight.ts");
      const { missing, project } = await preflight(options);
      if (missing.length > 0) process.exitCode = 1;
      if (options.json) return printJson({ project, missing });
      if (missing.length === 0) return console.log(`you hold every role that deploying to ${project} takes`);
      for (const { role, why, permissions } of missing)
        console.log(`missing ${role}: ${why} (${permissions.join(", ")})`);
      console.log(
        `\ngrant them, e.g.: gcloud projects add-iam-policy-binding ${project} --member=user:YOU --role=${missing[0]?.role}`,
      );
    });
}
