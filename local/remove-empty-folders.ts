import { rmdir } from "node:fs/promises";
import { dirname } from "node:path";

/** Removes a folder, and the ones around it up to and including `top`, as long as they are empty. */
export async function removeEmptyFolders(folder: string, top: string): Promise<void> {
  for (let path = folder; path.startsWith(top); path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return;
    }
  }
}
