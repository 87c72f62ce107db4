import { type Command, Option } from "commander";

/** Which project and stack a command is about. */
export interface ProjectOptions {
  readonly stack: string;
  /** Folder of Pulumi.yaml; absent: this project. */
  readonly cwd?: string;
}

/** Adds `--stack` and `--cwd`, as every command takes them. */
export function projectOptions(command: Command): Command {
  return command
    .addOption(
      new Option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml").env("LATCHKEY_STACK").default("dev"),
    )
    .addOption(new Option("-C, --cwd <folder>", "folder of Pulumi.yaml, when it is not this project's"));
}

/** Whether a stack was named, on the command line or in the environment, or is only the usual one. */
export function stackIsNamed(command: Command): boolean {
  return command.getOptionValueSource("stack") !== "default";
}

/** Which stack, and whether the one on loopback. */
export interface StackAccessOptions extends ProjectOptions {
  readonly local?: boolean;
}

/** Adds `--local`, as every command takes it that reads a stack. */
export function stackAccessOptions(command: Command): Command {
  return projectOptions(command).addOption(new Option("--local", "the stack on loopback instead of the deployed one"));
}
