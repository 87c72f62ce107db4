import { existsSync } from "node:fs";
import { join } from "node:path";

/** Which stack a command about descriptions was given. */
export interface StackChoice {
  readonly stack: string;
  /** Whether the stack was named. The usual one may be missing where files are. */
  readonly stackIsNamed: boolean;
  /** Folder of Pulumi.yaml, and what files are relative to; absent: this project's, and the current one. */
  readonly cwd?: string;
}

/** Whether descriptions are judged under a stack's settings: it was named, nothing else was, or it is there. */
export function needsStack(files: readonly string[], { stack, stackIsNamed }: StackChoice, root: string): boolean {
  return files.length === 0 || stackIsNamed || existsSync(join(root, `Pulumi.${stack}.yaml`));
}
