import { Command } from "commander";
import { printJson } from "../terminal/print-json.ts";
import { type StackAccessOptions, stackAccessOptions } from "./project-options.ts";

interface OutputsOptions extends StackAccessOptions {
  readonly json?: boolean;
}

/** `latchkey outputs`: the stack's outputs, without secrets. */
export function outputsCommand(): Command {
  return stackAccessOptions(new Command("outputs"))
    .description("print the outputs of a stack, secrets masked")
    .option("--json", "print them for machines")
    .addHelpText(
      "after",
      `
Examples:
  npx latchkey outputs --local
  npx latchkey outputs --stack prod --json | jq -r .gatewayUrl`,
    )
    .action(async (options: OutputsOptions) => {
      const { openStack } = await import("../stack-access.ts");
      const { outputs } = await openStack(options);
      const shown = { ...outputs, apiKeys: "[secret]" };
      if (options.json) return printJson(shown);
      const { flatten } = await import("../terminal/flatten.ts");
      const { table } = await import("../terminal/table.ts");
      console.log(table(flatten({ ...shown, keySet: "(latchkey jwks prints it)" })));
    });
}
