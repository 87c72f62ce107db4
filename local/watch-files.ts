import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors save in several steps; what follows within this time is one change. */
const settleMs = 60;

/**
 * Calls back once after each save of any of some files. Watches their folders, because many editors save by renaming.
 *
 * A folder that is gone is waited for in the nearest one around it; whoever is called back watches anew.
 *
 * @returns stops watching, and tells whether a save was seen that nobody has been called back for yet.
 */
export function watchFiles(files: readonly string[], changed: () => void): () => boolean {
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      changed();
    }, settleMs);
  };
  for (const [folder, inFolder] of Map.groupBy(files.map(nearestThatExists), dirname)) {
    const names = new Set(inFolder.map((file) => basename(file)));
    const watcher = watch(folder, (_, name) => {
      if (name === null || names.has(name)) settle();
    });
    // A folder that disappears while it is watched is a change, too.
    watcher.on("error", settle);
    watchers.push(watcher);
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    return timer !== undefined;
  };
}

/** The file, or the outermost folder around it that is missing, so that its coming back is seen. */
function nearestThatExists(file: string): string {
  const folder = dirname(file);
  return folder === file || existsSync(folder) ? file : nearestThatExists(folder);
}
