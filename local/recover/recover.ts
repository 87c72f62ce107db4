import { prepareEvaluator } from "../evaluate-stack.ts";
import { readStackFile } from "../stack-file.ts";
import { planRecovery, type Recovery } from "./plan-recovery.ts";
import { conflictOf, readFailures } from "./read-failures.ts";
import { RecoverError } from "./recover-error.ts";

/** Which run failed, of which stack. */
export interface RecoverOptions {
  /** All that the run printed. */
  readonly output: string;
  /** Where that came from, for messages. */
  readonly file: string;
  readonly root: string;
  readonly stack: string;
  readonly verbose: boolean;
  /** URNs in the stack's state; absent: nobody could tell. */
  readonly known?: ReadonlySet<string>;
}

/**
 * Finds the objects that exist at Google but not in the stack's state, so that every `up` meets them again.
 *
 * A creation of which nobody heard back leaves one; a fixed name then stays taken.
 *
 * @throws {RecoverError} `no_pulumi_output`
 * @throws {LatchkeyError} when the stack's configuration cannot be deployed.
 */
export async function recover({ output, file, root, stack, verbose, known }: RecoverOptions): Promise<Recovery[]> {
  const failures = readFailures(output);
  if (failures === undefined) throw new RecoverError("no_pulumi_output", { file });
  if (failures.every((failure) => conflictOf(failure) === undefined)) return [];
  const evaluator = prepareEvaluator(root, { verbose });
  try {
    const { graph } = await evaluator.evaluate({ file: await readStackFile(root, stack), preview: false });
    return planRecovery(failures, graph, known);
  } finally {
    evaluator.stop();
  }
}
