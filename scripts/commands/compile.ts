import { Command } from "commander";
import type { DoorName } from "../../openapi/compilation.ts";
import { printJson } from "../terminal/print-json.ts";
import { doorOption } from "./door-option.ts";
import { type ProjectOptions, projectOptions, stackIsNamed } from "./project-options.ts";

interface CompileOptions extends ProjectOptions {
  readonly door: DoorName;
  readonly serviceConfig?: boolean;
}

/** `latchkey compile`: the gateway document of a door, and what Google will make of it. */
export function compileCommand(): Command {
  return projectOptions(new Command("compile"))
    .description("print the gateway document that an API description becomes")
    .argument("[file]", "API description, - for standard input (default: the stack's own)")
    .addOption(doorOption("whose document").default("main"))
    .option(
      "--service-config",
      "print what Google will make of the document: routes, authentication, usage, backend, quota",
    )
    .addHelpText(
      "after",
      `
The file is relative to --cwd, or to the current folder. Exit codes: 0 printed, 1 it cannot be deployed, 2 wrong usage.

Examples:
  npx latchkey compile
  npx latchkey compile openapi/api.yaml --door second
  npx latchkey compile --service-config | jq .authentication`,
    )
    .action(async (file: string | undefined, options: CompileOptions, command: Command) => {
      const { compileDescription, documentOf } = await import("../compile-description.ts");
      const compiled = await compileDescription(file, { ...options, stackIsNamed: stackIsNamed(command) });
      const document = documentOf(compiled, options.door);
      if (!options.serviceConfig) return void process.stdout.write(document);
      const { compileDocument } = await import("../../openapi/google/compile-document.ts");
      const { renderServiceConfig } = await import("../../openapi/google/render-service-config.ts");
      // Google makes the real name up when the door is deployed.
      printJson(renderServiceConfig(compileDocument(document, "MANAGED-SERVICE")));
    });
}
