import { type FSWatcher, watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { systemClock } from "../../local/clock.ts";
import { Closers } from "../../local/closers.ts";
import { GATEWAY } from "../../local/cloud/apigateway.ts";
import { createIdTokens } from "../../local/cloud/id-token.ts";
import { type CloudState, everything } from "../../local/cloud/state.ts";
import { type Deployment, deployedDoors } from "../../local/deployment.ts";
import { type Listeners, openListeners } from "../../local/listeners.ts";
import type { ServedDoor } from "../../local/served-doors.ts";

/** What is served at one moment. */
export interface ServedNow {
  readonly state: CloudState;
  readonly deployment: Deployment;
  readonly doors: readonly ServedDoor[];
  /** Cloud Storage and KMS. */
  readonly googleUrl: string;
}

/** A stack's gateways on loopback, served from the file its provider writes, as that changes. */
export class ServedCloud {
  readonly #file: string;
  readonly #changed: (now: ServedNow) => void;
  readonly #tokens = createIdTokens();
  readonly #closers = new Closers();
  readonly #watcher: FSWatcher;
  /** Clouds that no gateway could be served from. */
  readonly broken: string[] = [];
  #served: { readonly state: CloudState; readonly deployment: Deployment } | undefined;
  #listeners: Listeners | undefined;
  #following: Promise<void> = Promise.resolve();

  /** @param changed - told after each change; not before the first gateway exists. */
  constructor(file: string, changed: (now: ServedNow) => void = () => {}) {
    this.#file = file;
    this.#changed = changed;
    let waiting = false;
    this.#watcher = watch(dirname(file), (_, name) => {
      if (name !== basename(file) || waiting) return;
      waiting = true;
      void this.follow(() => {
        waiting = false;
      });
    });
  }

  /** What is served; nothing before the first gateway exists. */
  get now(): ServedNow | undefined {
    const listeners = this.#listeners;
    if (this.#served === undefined || listeners === undefined) return undefined;
    return { ...this.#served, doors: listeners.doors.doors, googleUrl: listeners.googleUrl };
  }

  /** Serves what the file holds now. */
  follow(begun: () => void = () => {}): Promise<void> {
    this.#following = this.#following.then(begun).then(() => this.#serve());
    return this.#following;
  }

  async close(): Promise<void> {
    this.#watcher.close();
    await this.#following;
    await this.#closers.close();
  }

  async #serve(): Promise<void> {
    const state = await readWhole(this.#file);
    if (state === undefined) return;
    if (this.#listeners === undefined && !everything(state).some(({ type }) => type === GATEWAY)) return;
    try {
      this.#served = { state, deployment: { doors: deployedDoors(state), outputs: {} } };
      this.#listeners ??= await this.#open();
      await this.#listeners.doors.deploy(this.#served.deployment.doors);
    } catch (error) {
      this.broken.push((error as Error).message);
    }
    if (this.now !== undefined) this.#changed(this.now);
  }

  #open(): Promise<Listeners> {
    const current = () => {
      if (this.#served === undefined) throw new Error("nothing is served yet");
      return this.#served;
    };
    const onWarning = (message: string) => void this.broken.push(message);
    return openListeners({ current, tokens: this.#tokens, clock: systemClock, port: 0, onWarning }, this.#closers);
  }
}

/** Nothing when there is no such file, or somebody is writing it; then it changes again at once. */
async function readWhole(file: string): Promise<CloudState | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as CloudState;
  } catch {
    return undefined;
  }
}
