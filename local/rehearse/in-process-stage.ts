import type { Closers } from "../closers.ts";
import { startLocalStack } from "../local-stack.ts";
import { resourceChanges } from "./resource-changes.ts";
import type { Stage, StageOptions } from "./stage.ts";

/**
 * Deploys and serves a stack as `latchkey local` does: each deployment takes effect in one moment.
 *
 * @param root - of the working tree.
 * @throws {LatchkeyError}
 */
export async function startInProcessStage(options: StageOptions, root: string, closers: Closers): Promise<Stage> {
  const running = await startLocalStack({ ...options, root: options.deployed, port: 0 });
  closers.add(() => running.close());
  return {
    get doors() {
      return running.doors;
    },
    get deployment() {
      return running.deployment;
    },
    get outputs() {
      return running.outputs;
    },
    get state() {
      return running.state;
    },
    async redeploy(served) {
      const before = running.state;
      await running.redeploy({ root });
      served();
      return resourceChanges(before, running.state);
    },
  };
}
