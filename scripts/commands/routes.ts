import { Command } from "commander";
import type { DoorName } from "../../openapi/compilation.ts";
import { printJson } from "../terminal/print-json.ts";
import { doorOption } from "./door-option.ts";
import { type ProjectOptions, projectOptions, stackIsNamed } from "./project-options.ts";

interface RoutesOptions extends ProjectOptions {
  readonly door?: DoorName;
  readonly json?: boolean;
}

/** `latchkey routes`: what the gateways serve, in the order in which they try it. */
export function routesCommand(): Command {
  return projectOptions(new Command("routes"))
    .description("list the routes of an API description in match order, with what each door demands")
    .argument("[file]", "API description, - for standard input (default: the stack's own)")
    .addOption(doorOption("only this door"))
    .option("--json", "print them for machines")
    .addHelpText(
      "after",
      `
A request takes the first route that has its method and fits its path.
The file is relative to --cwd, or to the current folder. Exit codes: 0 printed, 1 it cannot be deployed, 2 wrong usage.

Examples:
  npx latchkey routes
  npx latchkey routes openapi/examples/crud.yaml --door main
  npx latchkey routes --json | jq -r '.routes[] | select(.doors.main.key | not) | .template'`,
    )
    .action(async (file: string | undefined, options: RoutesOptions, command: Command) => {
      const { compileDescription, documentOf } = await import("../compile-description.ts");
      const { listRoutes } = await import("../list-routes.ts");
      const { door } = options;
      const compiled = await compileDescription(file, { ...options, stackIsNamed: stackIsNamed(command) });
      const documents = door ? { [door]: documentOf(compiled, door) } : compiled.compilation.documents;
      const routes = listRoutes(documents, compiled.settings);
      if (options.json) return printJson({ routes });
      const { tellRoutes } = await import("../terminal/tell-routes.ts");
      console.log(tellRoutes(routes));
    });
}
