/** Version of the Pulumi CLI that is built where none is found, as test/engine/cli/go.mod requires it. */
export const CLI_VERSION = "3.259.0";
/** Newest Node language host with a module of its own, as test/engine/language/go.mod requires it. */
export const LANGUAGE_VERSION = "3.68.0";
/** Whether a version like `v3.259.0` is at least another. */
export function isAtLeast(version: string, least: string): boolean {
  const [found, needed] = [version, least].map((text) => text.replace(/^v/, "").split(/[.+-]/).slice(0, 3).map(Number));
  for (const [index, number] of (needed ?? []).entries()) {
    const other = found?.[index] ?? 0;
    if (other !== number) return other > number;
  }
  return true;
}
