import { watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { CloudState } from "../cloud/state.ts";
import { readCloud } from "../provider/cloud-file.ts";

/** Somebody who is told whenever the cloud in a file changes. */
export interface Following {
  /** Tells of what is there now, and of nothing after that. */
  stop(): Promise<void>;
}

/**
 * Follows the cloud that a provider in another process changes, one change after the other. Changes that come while one is
 * still being told of become one.
 *
 * @param changed - told of what is there at first, and of each change; what it throws is thrown by {@link Following.stop}.
 */
export function followCloud(file: string, changed: (state: CloudState) => Promise<void>): Following {
  let queued = false;
  let failure: { readonly error: unknown } | undefined;
  let turn = Promise.resolve();
  let last = "";
  const tell = async () => {
    queued = false;
    if (failure !== undefined) return;
    const state = await readCloud(file);
    const text = JSON.stringify(state);
    if (text !== last) await changed(state);
    last = text;
  };
  const queue = () => {
    if (queued) return;
    queued = true;
    turn = turn.then(tell).catch((error: unknown) => {
      failure ??= { error };
    });
  };
  // Each state is a new file under the old name, so the folder is watched.
  const watcher = watch(dirname(file), (_, name) => {
    if (name === null || name === basename(file)) queue();
  });
  return {
    async stop() {
      watcher.close();
      queue();
      await turn;
      if (failure !== undefined) throw failure.error;
    },
  };
}
