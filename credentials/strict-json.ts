/** The gateway reads no deeper. @see gateway-semantics §12 */
const deepest = 100;

/**
 * Reads a JSON object in which no name stands twice, at any depth.
 *
 * `JSON.parse` keeps the last of two equal names and other readers the first, so one token could say two things; Google's gateway refuses
 * such a token, and so do lone surrogates and deep nesting.
 * @returns the object, or nothing.
 */
export function parseStrictObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return isUnambiguous(text) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Walks over text that is already known to be JSON. */
function isUnambiguous(text: string): boolean {
  const names: Set<string>[] = [];
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    if (token === "{" || token === "[") names.push(new Set());
    else if (token === "}" || token === "]") names.pop();
    else if (string !== undefined) {
      const value = JSON.parse(string) as string;
      const level = names.at(-1);
      if (!value.isWellFormed() || (colon !== undefined && level?.has(value))) return false;
      if (colon !== undefined) level?.add(value);
    }
    if (names.length > deepest) return false;
  }
  return true;
}
