import { Command } from "commander";
import { checkCommand } from "./commands/check.ts";
import { compileCommand } from "./commands/compile.ts";
import { diffCommand } from "./commands/diff.ts";
import { issuerCommand } from "./commands/issuer.ts";
import { jwksCommand } from "./commands/jwks.ts";
import { keyCommand } from "./commands/key.ts";
import { localCommand } from "./commands/local.ts";
import { outputsCommand } from "./commands/outputs.ts";
import { preflightCommand } from "./commands/preflight.ts";
import { previewCommand } from "./commands/preview.ts";
import { recoverCommand } from "./commands/recover.ts";
import { rehearseCommand } from "./commands/rehearse.ts";
import { routesCommand } from "./commands/routes.ts";
import { schemaCommand } from "./commands/schema.ts";
import { tokenCommand } from "./commands/token.ts";
import { version } from "./version.ts";

/** The whole command line. Commands load what they need only when they run, so that `--help` is instant. */
export function createProgram(): Command {
  const program = new Command("latchkey")
    .description("Long-lived API keys and tokens for a private Cloud Run service, behind Google API Gateway.")
    .version(version)
    .showHelpAfterError("(latchkey --help lists the commands)")
    .addHelpText(
      "after",
      `
Examples:
  npx latchkey local                             run the stack on loopback
  npx latchkey local --check                     run it, send real requests, print the table
  npx latchkey check                             every mistake of the API description, with its line
  npx latchkey preview --stack dev               what a deployment would make, offline
  npx latchkey token mint globex --local         a token of the running loopback stack

Exit codes: 0 done, 1 a mistake or a failed check, 2 wrong usage, 70 a bug of latchkey.`,
    );
  const commands = [
    localCommand(),
    checkCommand(),
    compileCommand(),
    routesCommand(),
    diffCommand(),
    previewCommand(),
    preflightCommand(),
    rehearseCommand(),
    recoverCommand(),
    outputsCommand(),
    jwksCommand(),
    tokenCommand(),
    keyCommand(),
    issuerCommand(),
    schemaCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  applyToAll(program, (command) =>
    command.exitOverride().option("--verbose", "print stack traces and what runs underneath"),
  );
  return program;
}

function applyToAll(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const child of command.commands) applyToAll(child, change);
}
