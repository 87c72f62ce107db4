import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** Full path of a program on a PATH, or undefined. */
export async function findProgram(name: string, path = process.env.PATH ?? ""): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((entry) => entry !== "")) {
    const file = join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}
