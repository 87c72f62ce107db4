import { Command, InvalidArgumentError, Option } from "commander";
import type { RunLocalOptions } from "../run-local.ts";
import { projectOptions } from "./project-options.ts";

/** `latchkey local`: the stack on loopback. `npm start` is the same. */
export function localCommand(): Command {
  return projectOptions(new Command("local"))
    .description("run a stack on loopback: no account, no network, real checks")
    .option(
      "-p, --port <number>",
      "port of the main door; the second door, the service and Google's APIs follow",
      port,
      8080,
    )
    .option("-b, --backend <url>", "your own app instead of the built-in echo, e.g. http://127.0.0.1:3000", backend)
    .addOption(
      new Option(
        "--check",
        "send the real requests, print the table, exit 0 when all are right; on free ports",
      ).conflicts("exec"),
    )
    .addOption(
      new Option(
        "--exec <command>",
        "run a command against the stack, stop, and exit with its code; on free ports",
      ).conflicts("json"),
    )
    .option("--no-watch", "do not redeploy when a file is saved")
    .option("--json", "print for machines")
    .addHelpText(
      "after",
      `
--exec sets LATCHKEY_STACK_OUTPUTS (a file), LATCHKEY_GATEWAY_URL, LATCHKEY_KEY_URL, LATCHKEY_TOKEN_URL,
LATCHKEY_SERVICE_URL, and LATCHKEY_API_KEY and LATCHKEY_TOKEN when the stack's consumers hold such credentials.

Examples:
  npx latchkey local
  npx latchkey local --check --json
  npx latchkey local --backend http://127.0.0.1:3000
  npx latchkey local --exec 'curl -sf -H "x-api-key: $LATCHKEY_API_KEY" $LATCHKEY_KEY_URL/hello'`,
    )
    .action(async (options: RunLocalOptions) => {
      const { runLocal } = await import("../run-local.ts");
      process.exitCode = await runLocal(options);
    });
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_000)
    throw new InvalidArgumentError("a port is a number from 0 to 65000.");
  return number;
}

function backend(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== "http:" || !/^(127(\.\d+){3}|localhost|\[::1\])$/.test(url.hostname)) {
    throw new InvalidArgumentError("name an address on this machine, such as http://127.0.0.1:3000.");
  }
  return text;
}
