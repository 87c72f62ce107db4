import { HARD_LIMIT_SECONDS, parseDuration } from "../../credentials/duration.ts";
import type { KeyKind } from "../../openapi/compilation.ts";
import type { SettingsReader } from "./reader.ts";

const day = 86_400;

/** Reads `latchkey:maxTokenLifetime`, in seconds. Signed keys are logged in clear, so their default is shorter. */
export function readMaxTokenLifetime(settings: SettingsReader, apiKeys: KeyKind): number {
  const fallback = (apiKeys === "signed" ? 30 : 90) * day;
  const text = settings.text("maxTokenLifetime", { allowed: "such as 30d or 12h" });
  if (text === undefined) return fallback;
  try {
    return parseDuration(text, HARD_LIMIT_SECONDS);
  } catch {
    // Reported below, with every other problem.
  }
  settings.report("maxTokenLifetime", "is not a lifetime a token may have", "such as 30d or 12h, at most 366d");
  return fallback;
}
