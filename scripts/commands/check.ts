import { Command, Option } from "commander";
import { type ProjectOptions, projectOptions, stackIsNamed } from "./project-options.ts";

interface CheckOptions extends ProjectOptions {
  readonly format: "text" | "json" | "sarif" | "github";
  readonly strict?: boolean;
  readonly overlay: readonly string[];
  readonly watch?: boolean;
}

/** `latchkey check`: every mistake of an API description and of a stack's settings, before Google sees them. */
export function checkCommand(): Command {
  return projectOptions(new Command("check"))
    .description("check an API description and the stack's settings, with line and column, in milliseconds")
    .argument("[files...]", "API descriptions, - for standard input (default: the stack's own)")
    .addOption(
      new Option("-f, --format <format>", "how to print what was found")
        .choices(["text", "json", "sarif", "github"])
        .default("text"),
    )
    .addOption(
      new Option("--overlay <file>", "lay an OpenAPI Overlay over the description first; may be given more than once")
        .default([], "those of the stack")
        .argParser((file: string, before: readonly string[]) => [...before, file]),
    )
    .option("--strict", "let warnings fail the check, too")
    .option("-w, --watch", "check again whenever a file is saved that was read")
    .addHelpText(
      "after",
      `
Files are relative to --cwd, or to the current folder. They are judged under the settings of the stack when there is one,
else as if a stack had everything a description may ask for.

Exit codes: 0 no errors (with --strict: no warnings either), 1 errors, 2 wrong usage. Notes never fail.

Examples:
  npx latchkey check
  npx latchkey check openapi/api.yaml --strict
  npx latchkey check --format sarif > latchkey.sarif
  npx latchkey check --watch`,
    )
    .action(async (files: string[], options: CheckOptions, command: Command) => {
      if (options.watch && options.format !== "text") command.error("error: --watch prints text only", { exitCode: 2 });
      if (options.watch && [...files, ...options.overlay].includes("-"))
        command.error("error: standard input cannot be watched", { exitCode: 2 });
      const { runCheck, watchCheck } = await import("../run-check.ts");
      const run = options.watch ? watchCheck : runCheck;
      process.exitCode = await run({
        ...options,
        files,
        overlays: options.overlay,
        strict: options.strict ?? false,
        stackIsNamed: stackIsNamed(command),
      });
    });
}
