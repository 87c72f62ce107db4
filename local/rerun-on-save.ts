import { watchFiles } from "./watch-files.ts";

/**
 * Runs something again after each save of any of some files, one run at a time. No save is lost meanwhile.
 *
 * @param files - which files, asked anew after each run: what was saved may name others now, and a folder may have come back
 * under the same name.
 * @param run - never rejects; what it resolves with is called once the next save would be seen.
 * @returns stops watching.
 */
export function rerunOnSave(files: () => readonly string[], run: () => Promise<() => void>): () => void {
  let stopWatching = () => false;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const changed = () => {
    running = running.then(async () => {
      if (stopped) return;
      const tell = await run();
      if (stopped) return;
      watchAnew();
      tell();
    });
  };
  // The new watch begins before the old one ends, and a save that came meanwhile is not forgotten.
  const watchAnew = () => {
    const stopOld = stopWatching;
    stopWatching = watchFiles(files(), changed);
    if (stopOld()) changed();
  };
  watchAnew();
  return () => {
    stopped = true;
    stopWatching();
  };
}
