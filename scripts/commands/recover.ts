import { Command } from "commander";
import { printJson } from "../terminal/print-json.ts";
import { type ProjectOptions, projectOptions } from "./project-options.ts";

interface RecoverOptions extends ProjectOptions {
  readonly state?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `latchkey recover`: takes over what a failed deployment left at Google without knowing of it. */
export function recoverCommand(): Command {
  return projectOptions(new Command("recover"))
    .description("after an up that failed with 409 already exists: print the imports that take over what is in the way")
    .argument("<output>", "file with what the failed run printed; - for standard input")
    .option("--state <file>", "what pulumi stack export printed; else the Pulumi CLI is asked, where there is one")
    .option("--json", "print it for machines")
    .addHelpText(
      "after",
      `
The commands are the only thing on standard output; run them, then \`up\` again.

Examples:
  npm run pulumi -- up 2>&1 | tee up.log
  npx latchkey recover up.log
  npx latchkey recover up.log --stack prod --json`,
    )
    .action(async (output: string, options: RecoverOptions) => {
      const { recoverStack } = await import("../recover-stack.ts");
      const recoveries = await recoverStack({ ...options, output }, (message) => console.error(`warning: ${message}`));
      if (options.json) return printJson({ recoveries });
      const { shellLine } = await import("../terminal/shell-line.ts");
      if (recoveries.length === 0) console.error("nothing to recover: nothing failed because it exists already");
      if (recoveries.some(({ kind }) => kind === "import"))
        console.error("these exist already; where no other stack made them, hand each to this one:");
      for (const recovery of recoveries) {
        if (recovery.kind === "import") console.log(shellLine(["npm", "run", "pulumi", "--", ...recovery.args]));
        else console.error(`${recovery.name} (${recovery.type}): ${recovery.why}`);
      }
    });
}
