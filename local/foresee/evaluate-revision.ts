import { join } from "node:path";
import { checkOut } from "../checkout/checkout.ts";
import { temporaryFolder } from "../checkout/temporary-folder.ts";
import { Closers } from "../closers.ts";
import { clear } from "../engine/clear.ts";
import { prepareEvaluator } from "../evaluate-stack.ts";
import { readStackFile } from "../stack-file.ts";
import type { StackOutputs } from "../stack-outputs.ts";
import type { DeployedStack } from "./foresee.ts";

/**
 * Deploys an earlier revision of a stack in-process, without serving it: what would be there if it were deployed now.
 *
 * @param revision - e.g. `origin/main`.
 * @throws {LatchkeyError}
 */
export async function evaluateRevision(
  root: string,
  revision: string,
  options: { readonly stack: string; readonly verbose: boolean; readonly signal?: AbortSignal },
): Promise<DeployedStack> {
  const closers = new Closers();
  try {
    const checkout = await checkOut(root, revision, join(await temporaryFolder(closers), "deployed"));
    const evaluator = prepareEvaluator(checkout.root, options);
    closers.add(() => evaluator.stop());
    const file = await readStackFile(checkout.root, options.stack);
    const { graph, state } = await evaluator.evaluate({ file, preview: false, signal: options.signal });
    return { state, outputs: clear(graph.outputs) as unknown as StackOutputs };
  } finally {
    await closers.close();
  }
}
