/** Whether a version like `v3.259.0` is at least another. */
export function isAtLeast(version: string, least: string): boolean {
  const [found, needed] = [version, least].map((text) => text.replace(/^v/, "").split(/[.+-]/).slice(0, 3).map(Number));
  for (const [index, number] of (needed ?? []).entries()) {
    const other = found?.[index] ?? 0;
    if (other !== number) return other > number;
  }
  return true;
}
