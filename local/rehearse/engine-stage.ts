import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../clock.ts";
import type { Closers } from "../closers.ts";
import { createIdTokens } from "../cloud/id-token.ts";
import type { CloudState } from "../cloud/state.ts";
import { type Deployment, deployedDoors } from "../deployment.ts";
import { openListeners } from "../listeners.ts";
import { loopbackOutputs } from "../loopback-outputs.ts";
import { readCloud } from "../provider/cloud-file.ts";
import { bringProgram } from "../pulumi/bring-program.ts";
import type { FoundEngine } from "../pulumi/find-engine.ts";
import { followCloud } from "../pulumi/follow-cloud.ts";
import { ownConfig, saltOf } from "../pulumi/own-config.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { withProtection } from "../pulumi/with-protection.ts";
import { thisProcess } from "../running-process.ts";
import { readStackFile } from "../stack-file.ts";
import { engineChanges } from "./engine-changes.ts";
import type { Stage, StageOptions } from "./stage.ts";

/** Factor of Google's own times: a gateway takes over a second to change, so every moment between two operations is called. */
const LATENCY = "0.02";

/** The real engine, and where it may work. */
export interface EngineStageOptions extends StageOptions {
  readonly engine: FoundEngine;
  /** Existing folder for the engine's own things. */
  readonly folder: string;
  /** Folder of Pulumi.yaml in a copy of the working tree. It is changed. */
  readonly next: string;
}

/**
 * Deploys a stack with the real engine and serves what the cloud holds, as it changes.
 *
 * @throws {LatchkeyError}
 */
export async function startEngineStage(options: EngineStageOptions, closers: Closers): Promise<Stage> {
  const { stack, deployed, next, folder, engine, signal, onWarning } = options;
  const tokens = createIdTokens(() => systemClock.now());
  const file = await readStackFile(deployed, stack);
  const home = join(folder, "engine");
  await mkdir(home);
  const projectNumber = file.config["latchkey:projectNumber"] ?? "";
  const pulumi = new PulumiStack({ ...engine, stack, folder: home, projectNumber, signal });
  await bringProgram(deployed);
  await ownConfig(deployed, stack);
  await pulumi.begin(deployed);
  const first = await pulumi.deploy(deployed, "deploying the old revision");
  for (const warning of first.warnings) onWarning(warning);

  const { cloud } = pulumi.places;
  const look = async (state: CloudState): Promise<{ readonly state: CloudState; readonly deployment: Deployment }> => {
    const outputs = await pulumi.outputs(deployed);
    return { state, deployment: { doors: deployedDoors(state), outputs } };
  };
  let current = await look(withProtection(await readCloud(cloud), await pulumi.resources(deployed)));
  signal?.throwIfAborted();
  const listeners = await openListeners(
    { current: () => current, tokens, clock: systemClock, port: 0, onWarning },
    closers,
  );
  await listeners.doors.deploy(current.deployment.doors);
  const server = await thisProcess();

  const follow = async (state: CloudState) => {
    const doors = deployedDoors(state);
    const isMoved = JSON.stringify(doors) !== JSON.stringify(current.deployment.doors);
    current = { ...current, state, deployment: { ...current.deployment, doors } };
    // A gateway that is told its configuration again forgets which tokens it has verified.
    if (isMoved) await listeners.doors.deploy(doors);
  };
  return {
    get doors() {
      return listeners.doors.doors;
    },
    get deployment() {
      return current.deployment;
    },
    get outputs() {
      const { service, googleUrl } = listeners;
      const addresses = { doors: listeners.doors.doors, serviceUrl: service.url, googleUrl, server };
      return loopbackOutputs(current.deployment.outputs, addresses);
    },
    get state() {
      return current.state;
    },
    async redeploy(served) {
      await bringProgram(next);
      await ownConfig(next, stack, await saltOf(deployed, stack));
      const following = followCloud(cloud, async (state) => {
        await follow(state);
        served();
      });
      const run = await pulumi
        .deploy(next, "deploying the working tree", { LATCHKEY_CLOUD_LATENCY: LATENCY })
        .finally(() => following.stop());
      for (const warning of run.warnings) onWarning(warning);
      current = await look(current.state);
      return engineChanges(run.operations);
    },
  };
}
