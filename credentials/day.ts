/** A day as people write it, and as Go prints an unquoted YAML date. */
export const dayPattern = /^(\d{4}-\d{2}-\d{2})(?: 00:00:00 \+0000 UTC)?$/;

/**
 * Reads a day such as `2027-01-31`.
 *
 * The Pulumi CLI hands an unquoted YAML date over as Go prints it, `2027-01-31 00:00:00 +0000 UTC`: both mean the same day.
 *
 * @returns the day as `YYYY-MM-DD`, or nothing when there is no such day.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/config/object.go
 */
export function parseDay(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const [, day] = dayPattern.exec(value) ?? [];
  if (day === undefined) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  // JavaScript rolls 2027-02-30 over into March instead of refusing it.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

/** The first moment of a day in UTC, in seconds since the epoch. */
export function dayStartSeconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
