import { Command } from "commander";
import { printJson } from "../terminal/print-json.ts";
import { type StackAccessOptions, stackAccessOptions } from "./project-options.ts";

interface MintOptions extends StackAccessOptions {
  readonly json?: boolean;
  readonly ttl?: string;
  readonly output?: string;
}

/** `latchkey token …`: tokens of a consumer. */
export function tokenCommand(): Command {
  return new Command("token").description("tokens of a consumer").addCommand(mintCommand());
}

function mintCommand(): Command {
  return stackAccessOptions(new Command("mint"))
    .description("sign a token for a consumer with the stack's KMS key")
    .argument("<consumer>", "name under latchkey:consumers")
    .option(
      "--ttl <duration>",
      "how long it is good for, e.g. 30d or 12h (default: 30d, or less where the consumer's cap or its generation's end is nearer)",
    )
    .option("-o, --output <file>", "write the token into a new file that only you can read, instead of printing it")
    .option("--json", "print token, kid, jti and dates for machines")
    .addHelpText(
      "after",
      `
The token is the only thing on standard output; what it is good for goes to standard error.
On Google Cloud you need roles/cloudkms.signerVerifier on the signing key (latchkey:minters).

Examples:
  npx latchkey token mint globex --local
  npx latchkey token mint globex --stack prod --ttl 365d --output globex.token`,
    )
    .action(async (consumer: string, options: MintOptions) => {
      const { mintForConsumer } = await import("../mint-for-consumer.ts");
      const { refuseExisting, writeSecret } = await import("../terminal/write-secret.ts");
      if (options.output) await refuseExisting(options.output);
      const minted = await mintForConsumer({ ...options, consumer });
      const { token, ...told } = minted;
      if (options.output) await writeSecret(options.output, token);
      if (options.json) return printJson(options.output ? { ...told, output: options.output } : minted);
      if (!options.output) process.stdout.write(process.stdout.isTTY ? `${token}\n` : token);
      process.stderr.write(
        `\n${consumer}: expires ${told.expiresAt}, surely accepted from ${told.acceptedFrom}, at ${told.url}\nkid ${told.kid}, jti ${told.jti}\n`,
      );
    });
}
