import type { CloudState } from "../cloud/state.ts";
import { evaluatePreview } from "../evaluate-stack.ts";
import type { StackOutputs } from "../stack-outputs.ts";
import { explainRefusal, type ForeseenRefusal } from "./explain-refusal.ts";

/** What is deployed. */
export interface DeployedStack {
  /** With the protection the program gave each object. */
  readonly state: CloudState;
  /** With Google's addresses. */
  readonly outputs: StackOutputs;
}

/** Which configuration is to be deployed over it. */
export interface ForesightOptions {
  readonly root: string;
  readonly stack: string;
  readonly verbose: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Tells beforehand what a deployment would be refused: everything it would replace or delete although it is protected.
 *
 * @throws {LatchkeyError} when the configuration cannot be deployed at all.
 */
export async function foresee(deployed: DeployedStack, options: ForesightOptions): Promise<ForeseenRefusal[]> {
  const { refusals } = await evaluatePreview(options.root, options.stack, { ...options, state: deployed.state });
  return refusals.map((refusal) => explainRefusal(refusal, deployed.outputs));
}
