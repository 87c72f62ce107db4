import { createHash } from "node:crypto";

/** Characters of the suffix, and the dash before it. */
const SUFFIX_LENGTH = 8;

/**
 * The name the provider gives a resource without one: `<logical>-<7 hex>`, cut to fit.
 *
 * The hex follows from the seed, so that two previews of one program read the same; a name that is taken is passed over.
 *
 * @param seed - the URN, or what the engine draws for it.
 * @param isTaken - whether a name exists already, or was deleted too recently to be used again.
 */
export function autoName(
  seed: string,
  logicalName: string,
  maxLength: number,
  isTaken: (name: string) => boolean,
): string {
  const stem = logicalName.slice(0, maxLength - SUFFIX_LENGTH);
  for (let attempt = 0; ; attempt += 1) {
    const hex = createHash("sha256")
      .update(`${seed}\n${attempt}`)
      .digest("hex")
      .slice(0, SUFFIX_LENGTH - 1);
    const name = `${stem}-${hex}`;
    if (!isTaken(name)) return name;
  }
}

/** Whether a name looks as if it was made automatically. */
export function isAutoName(name: unknown): name is string {
  return typeof name === "string" && /-[0-9a-f]{7}$/.test(name);
}
