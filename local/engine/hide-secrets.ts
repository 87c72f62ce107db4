/** Shorter strings would hide half of every text and guard nothing. */
const shortestSecret = 6;

/**
 * Makes a function that puts `[secret]` in the place of every secret configuration value in a text, for messages and logs.
 *
 * @param config - values by full key; structured ones as JSON text, whose strings count one by one.
 * @param secretKeys - keys of the secret ones.
 */
export function hideSecrets(
  config: Readonly<Record<string, string>>,
  secretKeys: readonly string[],
): (text: string) => string {
  const secrets = new Set(secretKeys.flatMap((key) => stringsIn(config[key])));
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, "[secret]"), text);
}

function stringsIn(text: string | undefined): string[] {
  if (text === undefined || text.length < shortestSecret) return [];
  return [text, ...leavesOf(parsed(text))].filter((leaf) => leaf.length >= shortestSecret);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}
