import type { CloudState } from "../cloud/state.ts";
import type { Deployment } from "../deployment.ts";
import type { ServedDoor } from "../served-doors.ts";
import type { StackOutputs } from "../stack-outputs.ts";
import type { ResourceChange } from "./resource-changes.ts";

/** What a stage needs to know. */
export interface StageOptions {
  readonly stack: string;
  /** Folder of Pulumi.yaml of the revision that is deployed first. It is changed. */
  readonly deployed: string;
  readonly verbose: boolean;
  readonly onWarning: (message: string) => void;
  readonly signal?: AbortSignal;
}

/** A stack that answers on loopback while it is deployed again. */
export interface Stage {
  readonly doors: readonly ServedDoor[];
  readonly deployment: Deployment;
  /** Outputs with loopback addresses, secrets in clear. */
  readonly outputs: StackOutputs;
  /** What the cloud holds, with the protection the program gave it. */
  readonly state: CloudState;
  /**
   * Deploys the working tree.
   *
   * @param served - called whenever the cloud has changed and what is served has followed.
   * @returns what that did; in the order in which it happened, where an engine tells.
   * @throws {LatchkeyError} when it cannot be deployed.
   */
  redeploy(served: () => void): Promise<readonly ResourceChange[]>;
}
