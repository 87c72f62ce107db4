import { CredentialError } from "./errors.ts";

const units = { w: 604_800, d: 86_400, h: 3_600, m: 60 } as const;

/** No token may live longer, whatever a consumer's cap says: 366 days, in seconds. */
export const HARD_LIMIT_SECONDS = 366 * units.d;

/** A number of weeks, days, hours or minutes. */
export const durationPattern = /^(\d{1,9})([wdhm])$/;

/**
 * Reads a length of time such as `30d`, `12h`, `90m` or `2w`.
 *
 * @returns seconds.
 * @throws {CredentialError} `duration_unreadable`, `duration_not_positive`, `duration_endless`, `duration_over_limit`.
 * @example parseDuration("2w") // 1209600
 */
export function parseDuration(value: unknown, limitSeconds: number = HARD_LIMIT_SECONDS): number {
  const seen = typeof value === "string" ? value.slice(0, 40) : String(JSON.stringify(value)).slice(0, 40);
  const limit = formatDuration(limitSeconds);
  const text = typeof value === "string" ? value.trim().toLowerCase() : seen;
  if (/^(forever|never|none|unlimited|infinit[ey]|inf)$/.test(text))
    throw new CredentialError("duration_endless", { seen, limit });
  if (/^-|^0+[wdhm]?$/.test(text)) throw new CredentialError("duration_not_positive", { seen });
  const [, digits, unit] = durationPattern.exec(text) ?? [];
  if (digits === undefined || unit === undefined) throw new CredentialError("duration_unreadable", { seen });
  const seconds = Number(digits) * units[unit as keyof typeof units];
  if (seconds > limitSeconds) throw new CredentialError("duration_over_limit", { seen, limit });
  return seconds;
}

/** Writes seconds in the largest unit that leaves no rest, e.g. `30d`; below a minute as `45s`. */
export function formatDuration(seconds: number): string {
  for (const unit of ["d", "h", "m"] as const) {
    if (seconds >= units[unit] && seconds % units[unit] === 0) return `${seconds / units[unit]}${unit}`;
  }
  return `${seconds}s`;
}
