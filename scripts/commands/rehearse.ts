import { Command, InvalidArgumentError, Option } from "commander";
import { type EngineChoice, engineChoices } from "../../local/pulumi/engine-choice.ts";
import { exitCodeOfSignal } from "../terminal/exit-code-of-signal.ts";
import { printJson } from "../terminal/print-json.ts";
import { type ProjectOptions, projectOptions } from "./project-options.ts";

interface RehearseOptions extends ProjectOptions {
  readonly from: string;
  readonly requests: number;
  readonly engine: EngineChoice;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `latchkey rehearse`: what deploying the working tree would do to whoever calls. */
export function rehearseCommand(): Command {
  return projectOptions(new Command("rehearse"))
    .description("deploy the working tree over an earlier revision on loopback, under load, and tell who would notice")
    .option("--from <revision>", "the revision that is deployed now", "HEAD")
    .option("--requests <number>", "requests to send at least", wholeNumber, 5000)
    .addOption(
      new Option("--engine <engine>", "what deploys: the Pulumi CLI where it is installed, only it, or no CLI at all")
        .choices(engineChoices)
        .default("auto"),
    )
    .option("--json", "print the report for machines")
    .addHelpText(
      "after",
      `
With the Pulumi CLI on the PATH, the real engine deploys, one operation after the other, onto a cloud on loopback, and every
moment in between is called. It needs no account, and touches neither your state nor your backend.

Exit code 1 when anything handed out stops working: a URL, a key, a token, an operation, or what it demands.

Examples:
  npx latchkey rehearse
  npx latchkey rehearse --stack prod --from origin/main
  npx latchkey rehearse --engine in-process
  npx latchkey rehearse --json | jq .broken`,
    )
    .action(async (options: RehearseOptions) => {
      const { rehearseStack } = await import("../rehearse-stack.ts");
      const report = await rehearseStack(options);
      if (typeof report === "string") {
        process.exitCode = exitCodeOfSignal(report);
        return;
      }
      process.exitCode = report.ok ? 0 : 1;
      if (options.json) return printJson(report);
      const { tellRehearsal } = await import("../terminal/tell-rehearsal.ts");
      console.log(tellRehearsal(report));
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000)
    throw new InvalidArgumentError("a whole number from 1 to 1000000.");
  return number;
}
