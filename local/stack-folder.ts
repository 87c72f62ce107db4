import { join } from "node:path";

/** Files that loopback keeps for a stack. All of them are readable by their owner alone. */
export interface StackFolder {
  readonly folder: string;
  /** Outputs of the running stack, for other commands. */
  readonly outputs: string;
}

/** Where loopback keeps what belongs to a stack. */
export function stackFolder(stack: string, root: string): StackFolder {
  const folder = join(root, ".latchkey", stack);
  return { folder, outputs: join(folder, "outputs.json") };
}
