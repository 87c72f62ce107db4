import { Command } from "commander";
import { printJson } from "../terminal/print-json.ts";
import { type StackAccessOptions, stackAccessOptions } from "./project-options.ts";

interface KeyOptions extends StackAccessOptions {
  readonly json?: boolean;
}

/** `latchkey key …`: the API keys of a consumer. */
export function keyCommand(): Command {
  return new Command("key").description("API keys of a consumer").addCommand(showCommand()).addCommand(revealCommand());
}

function showCommand(): Command {
  return stackAccessOptions(new Command("show"))
    .description("which API keys a consumer holds and where they are good; never the key itself")
    .argument("<consumer>", "name under latchkey:consumers")
    .option("--json", "print it for machines")
    .addHelpText("after", "\nExample:\n  npx latchkey key show acme --local")
    .action(async (consumer: string, options: KeyOptions) => {
      const { openStack } = await import("../stack-access.ts");
      const { needConsumer } = await import("../need-consumer.ts");
      const { outputs } = await openStack(options);
      const { keys, url } = needConsumer(outputs, consumer);
      if (options.json) return printJson({ consumer, url: url.key, keys });
      const { table } = await import("../terminal/table.ts");
      console.log(
        keys.length === 0
          ? `${consumer} holds no API key`
          : table([["generation", "good at"], ...keys.map(({ id }) => [id, url.key ?? ""])]),
      );
    });
}

function revealCommand(): Command {
  return stackAccessOptions(new Command("reveal"))
    .description("print one API key in clear")
    .argument("<consumer>", "name under latchkey:consumers")
    .argument("[generation]", "which of its keys; needed when it holds more than one")
    .addHelpText(
      "after",
      `
The key is the only thing on standard output, so it can go straight where it belongs.

Examples:
  npx latchkey key reveal acme --local
  npx latchkey key reveal acme k2 --stack prod | gcloud secrets versions add acme-key --data-file=-`,
    )
    .action(async (consumer: string, generation: string | undefined, options: KeyOptions) => {
      const { openStack } = await import("../stack-access.ts");
      const { needKey } = await import("../need-consumer.ts");
      const { outputs } = await openStack(options);
      const key = needKey(outputs, consumer, generation);
      process.stdout.write(process.stdout.isTTY ? `${key}\n` : key);
    });
}
