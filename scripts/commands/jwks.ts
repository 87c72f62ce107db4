import { Command } from "commander";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { type StackAccessOptions, stackAccessOptions } from "./project-options.ts";

const noKeySet = {
  message: "stack {stack} issues no tokens, so it has no key set",
  fix: "name a key under latchkey:signingKeys and deploy",
};

/** `latchkey jwks`: the key set, for whoever hosts it. */
export function jwksCommand(): Command {
  return stackAccessOptions(new Command("jwks"))
    .description("print the own issuer's key set, to host it yourself")
    .addHelpText(
      "after",
      `
Serve it as application/json with Cache-Control: no-store, at the jwksUri of latchkey:issuer.

Examples:
  npx latchkey jwks --stack prod > jwks.json
  npx latchkey jwks --local`,
    )
    .action(async (options: StackAccessOptions) => {
      const { openStack } = await import("../stack-access.ts");
      const { outputs } = await openStack(options);
      if (outputs.keySet === "") throw new LatchkeyError("no_key_set", noKeySet, { stack: options.stack });
      process.stdout.write(outputs.keySet.endsWith("\n") ? outputs.keySet : `${outputs.keySet}\n`);
    });
}
