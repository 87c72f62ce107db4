import { Argument, Command } from "commander";
import { printJson } from "../terminal/print-json.ts";

/** `latchkey schema`: JSON Schemas, so that editors complete and check what people write. */
export function schemaCommand(): Command {
  return new Command("schema")
    .description("print a JSON Schema for editors: of Pulumi.<stack>.yaml, or of our extensions in an API description")
    .addArgument(new Argument("[of]", "what it describes").choices(["stack", "description"]).default("stack"))
    .addHelpText(
      "after",
      `
Draft 2020-12. In VS Code with the YAML extension, the first line of a file names its schema:
  # yaml-language-server: $schema=stack.schema.json

Examples:
  npx latchkey schema > stack.schema.json
  npx latchkey schema description > description.schema.json`,
    )
    .action(async (of: "stack" | "description") => {
      if (of === "description") {
        const { descriptionSchema } = await import("../../openapi/description-schema.ts");
        return printJson(descriptionSchema());
      }
      const { stackSchema } = await import("../../infra/stack-schema.ts");
      printJson(stackSchema());
    });
}
