import { CommanderError } from "commander";
import { createProgram } from "./program.ts";
import { exitCodes, tellError } from "./tell-error.ts";
import { type Configured, withPlaces } from "./with-places.ts";

/**
 * Runs one command line.
 *
 * @returns the exit code: 0 done, 1 the user's mistake or a failed check, 2 wrong usage, 70 our own mistake.
 */
export async function run(args: readonly string[]): Promise<number> {
  const program = createProgram();
  let configured: Configured = { stack: "dev" };
  program.hook("preAction", (_, command) => {
    configured = { ...configured, ...command.opts<Partial<Configured>>() };
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    const verbose = args.includes("--verbose");
    const { text, exitCode } = tellError(await withPlaces(error, configured), verbose);
    process.stderr.write(`${text}\n`);
    return exitCode;
  }
}
